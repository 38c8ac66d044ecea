namespace SparkNer.Files.Reading;

/// <summary>Tells by a file's first bytes what it is written in.</summary>
internal static class Utf8Check
{
    /// <summary>How many bytes to skip: those of the byte order mark, if there is one.</summary>
    /// <param name="head">The file's first bytes, three or more if it has them.</param>
    /// <param name="name">What the message calls the file.</param>
    /// <exception cref="InputException">The file is UTF-16.</exception>
    public static int MarkLength(ReadOnlySpan<byte> head, string name) =>
        head.StartsWith([(byte)0xFF, (byte)0xFE]) || head.StartsWith([(byte)0xFE, (byte)0xFF])
            ? throw new InputException($"{name}: is UTF-16, UTF-8 is expected. Convert it: iconv -f UTF-16 -t UTF-8 {name}")
            : ByteOrderMark.LengthIn(head);
}
