namespace SparkNer.Onnx;

/// <summary>How <see cref="OnnxTokenClassifier"/> runs a model. None of it changes results beyond rounding (1e-5).</summary>
/// <remarks>Immutable and thread-safe; a value out of range is refused where it is set.</remarks>
public sealed record OnnxOptions
{
    /// <summary>The largest <see cref="IntraOpThreads"/>.</summary>
    public const int MaxIntraOpThreads = 1024;

    /// <summary>The largest <see cref="BatchTokens"/>.</summary>
    public const int MaxBatchTokens = 1 << 20;

    /// <summary>
    /// Threads that share the work of one batch, the calling one among them; 1 to <see cref="MaxIntraOpThreads"/>, 1 by default. Calling from several threads
    /// at once is faster than more threads a batch: leave it at 1 where there are as many callers as cores.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int IntraOpThreads
    {
        get;
        init => field = Checked(value, MaxIntraOpThreads, nameof(IntraOpThreads), "threads that share one batch");
    } = 1;

    /// <summary>
    /// How many word pieces a batch holds at most, padding included; 1 to <see cref="MaxBatchTokens"/>, 512 by default. A longer sequence is a batch of its
    /// own. Small batches keep the activations in the core's cache: larger is not faster.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public int BatchTokens
    {
        get;
        init => field = Checked(value, MaxBatchTokens, nameof(BatchTokens), "word pieces a batch, padding included");
    } = 512;

    private static int Checked(int value, int max, string name, string what) => value >= 1 && value <= max
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} ({what}) must be from 1 to {max}.");
}
