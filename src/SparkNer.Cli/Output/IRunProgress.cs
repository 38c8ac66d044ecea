namespace SparkNer.Cli.Output;

/// <summary>Shows how far a run is. Thread-safe; showing never fails the run. Dispose takes the display down, also after an error.</summary>
internal interface IRunProgress : IDisposable
{
    /// <summary>Says how far the run is. Cheap: call it once a unit of work.</summary>
    /// <param name="documents">Documents done since the start.</param>
    /// <param name="pieces">Word pieces done since the start.</param>
    /// <param name="fraction">The part of the input done, 0 to 1; null where nobody knows (stdin).</param>
    void Report(long documents, long pieces, double? fraction);

    /// <summary>The run is complete: takes the display down and prints the summary.</summary>
    void Finish();
}
