namespace SparkNer;

/// <summary>The mark that some editors put before UTF-8.</summary>
internal static class ByteOrderMark
{
    /// <summary>How many bytes of a text's beginning are the mark: 3 or 0.</summary>
    public static int LengthIn(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The text without the mark.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> utf8) => utf8[LengthIn(utf8.Span)..];
}
