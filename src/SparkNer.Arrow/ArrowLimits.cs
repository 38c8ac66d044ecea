namespace SparkNer.Arrow;

/// <summary>How much a stream may ask for before it is refused: sizes are declared before the bytes come, so a damaged one must not take the memory.</summary>
public sealed record ArrowLimits
{
    /// <summary>The limits that hold if none are given.</summary>
    public static ArrowLimits Default { get; } = new();

    /// <summary>The most bytes of one message's metadata.</summary>
    public int MaxMetadataBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes of one batch's body, as it comes and, where it is compressed, unpacked. Never more than an array can hold, 2 GiB less a little.</summary>
    public long MaxBodyBytes { get; init; } = Array.MaxLength;

    /// <summary>How deep lists, maps and structs may be nested; a plain column has depth 1.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The most fields of a schema, nested ones included.</summary>
    public int MaxFields { get; init; } = 100_000;
}
