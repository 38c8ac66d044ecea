namespace SparkNer.Hub.Http;

/// <summary>How long to wait for the next sign of life of a server.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _limit = new();
    private readonly CancellationTokenSource _both;
    private readonly CancellationToken _asked;

    /// <summary>Begins to wait.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    public Patience(TimeSpan limit, CancellationToken cancellationToken)
    {
        Limit = limit;
        _asked = cancellationToken;
        _both = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellationToken);
        Renew();
    }

    /// <summary>How long is waited.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Cancelled when the time is over, or by the caller.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>Whether the time is over, and nobody asked to stop.</summary>
    public bool IsSpent => _limit.IsCancellationRequested && !_asked.IsCancellationRequested;

    /// <summary>There was a sign of life.</summary>
    public void Renew() => _limit.CancelAfter(Limit);

    public void Dispose()
    {
        _both.Dispose();
        _limit.Dispose();
    }
}
