namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>What a task's header says about broadcasts: the difference to what this connection has been told before.</summary>
/// <param name="Removed">The numbers to forget, first.</param>
/// <param name="Added">The new ones.</param>
/// <param name="Server">Where encrypted ones are read in clear; null if they are files.</param>
internal sealed record BroadcastChanges(IReadOnlyList<long> Removed, IReadOnlyList<BroadcastAddition> Added, BroadcastServer? Server);

/// <summary>A new broadcast.</summary>
/// <param name="Id">Spark's number.</param>
/// <param name="Path">The file with its bytes; null if they come from the server.</param>
internal readonly record struct BroadcastAddition(long Id, string? Path);

/// <summary>The executor's server for broadcasts that are encrypted on disk.</summary>
/// <param name="Port">Its TCP port on the loopback address; unused with a path.</param>
/// <param name="Secret">What it wants to hear first; null with a path.</param>
/// <param name="Path">Its Unix socket; null for TCP.</param>
internal sealed record BroadcastServer(int Port, string? Secret, string? Path);
