using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>A whole normalized text with its alignment, for tokenizers whose added tokens are looked up after normalization; others never need it.</summary>
internal sealed class NormalizedText
{
    private char[] _chars = [];
    private int[] _starts = [];
    private int[] _ends = [];
    private int _length;

    /// <summary>The normalized UTF-16 code units.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Where the code unit starts in the original text.</summary>
    public int StartOf(int index) => _starts[index];

    /// <summary>Where the code unit ends in the original text, exclusive.</summary>
    public int EndOf(int index) => _ends[index];

    /// <summary>Makes it empty.</summary>
    public void Clear() => _length = 0;

    private void Append(int codePoint, int start, int end)
    {
        if (_length + 2 > _chars.Length)
        {
            int size = Math.Max(256, _chars.Length * 2);
            Array.Resize(ref _chars, size);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _ends, size);
        }

        Span<char> units = stackalloc char[2];
        int count = new System.Text.Rune(codePoint).EncodeToUtf16(units);

        for (int i = 0; i < count; i++)
        {
            _chars[_length] = units[i];
            _starts[_length] = start;
            _ends[_length++] = end;
        }
    }

    /// <summary>Appends to a <see cref="NormalizedText"/>.</summary>
    internal readonly struct Appender(NormalizedText text) : ICodePointSink
    {
        /// <inheritdoc/>
        public void Add(int codePoint, CodePointFlags flags, int start, int end) => text.Append(codePoint, start, end);
    }
}
