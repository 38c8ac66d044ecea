namespace SparkNer.Hub;

/// <summary>Hears how far a pull is. Called from one thread at a time.</summary>
public interface IPullProgress
{
    /// <summary>How many bytes of weights and other files there will be, as far as is known now; those that need not be fetched are not among them.</summary>
    void Expect(long bytes);

    /// <summary>How many more bytes of a file are there; less than 0 where a transfer starts anew.</summary>
    void Receive(string file, long bytes);

    /// <summary>Something that the user may want to know: a wait, a retry, a revision that has moved. A whole sentence.</summary>
    void Say(string message);
}
