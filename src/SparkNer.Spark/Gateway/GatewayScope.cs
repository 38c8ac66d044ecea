namespace SparkNer.Spark.Gateway;

/// <summary>While it lives, the calls of the thread that opened it go by a connection of their own. Dispose it on that thread, the innermost first.</summary>
public sealed class GatewayScope : IDisposable
{
    private readonly ConnectionLanes _lanes;
    private readonly ConnectionLanes.Slot _slot;

    internal GatewayScope(ConnectionLanes lanes) => (_lanes, _slot) = (lanes, lanes.OpenBeside());

    /// <summary>Closes the connection; a call that still waits on it fails.</summary>
    public void Dispose() => _lanes.Close(_slot);
}
