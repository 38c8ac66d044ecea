namespace SparkNer.WordPieces;

/// <summary>The word that is being read: its normalized UTF-16 code units, each with the stretch of the original text that it comes from.</summary>
internal sealed class WordBuffer
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];
    private int _length;

    /// <summary>How many code points the word has; beyond the limit they are counted, not kept.</summary>
    public int CodePointFacts { get; private set; }

    /// <summary>Where the word starts in the original text.</summary>
    public int Start { get; private set; }

    /// <summary>The code unit after the word's last.</summary>
    public int End { get; private set; }

    /// <summary>The kept code units.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Room for at least so many code units, to be filled by the caller who then needs no offsets.</summary>
    public Span<char> Scratch(int length)
    {
        Reserve(length);
        return _chars.AsSpan(0, length);
    }

    /// <summary>Appends a code point.</summary>
    public void Add(int codePoint, int start, int end, int limit)
    {
        if (CodePointFacts++ == 0)
        {
            Start = start;
        }

        End = end;
        if (CodePointFacts > limit)
        {
            return;
        }

        Reserve(_length + 2);
        if (codePoint < 0x10000)
        {
            Append((char)codePoint, start, end);
        }
        else
        {
            Append((char)(0xD7C0 + (codePoint >> 10)), start, end);
            Append((char)(0xDC00 | (codePoint & 0x3FF)), start, end);
        }
    }

    /// <summary>Where the code unit starts in the original text.</summary>
    public int StartOf(int index) => _starts[index];

    /// <summary>Where the code unit ends in the original text, exclusive.</summary>
    public int EndOf(int index) => _ends[index];

    /// <summary>Makes it empty.</summary>
    public void Clear()
    {
        _length = 0;
        CodePointFacts = 0;
    }

    private void Append(char c, int start, int end)
    {
        _chars[_length] = c;
        _starts[_length] = start;
        _ends[_length++] = end;
    }

    private void Reserve(int length)
    {
        if (length > _chars.Length)
        {
            int size = Math.Max(length, _chars.Length * 2);
            Array.Resize(ref _chars, size);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _ends, size);
        }
    }
}
