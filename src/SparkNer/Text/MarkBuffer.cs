using System.Buffers;

namespace SparkNer.Text;

/// <summary>
/// A text into which the sentence rules, one after another, put marks. A rule reads <see cref="Text"/> from left to right and calls <see cref="Insert"/>
/// and <see cref="Replace"/> at ascending places; <see cref="EndPass"/> makes the result the text that the next rule reads.
/// </summary>
/// <remarks>
/// The marks are private-use characters, as in Spark NLP, since its rules see one another's marks. Such characters of the text itself
/// become <see cref="Neutral"/> first, so that no text can forge a mark.
/// </remarks>
internal sealed class MarkBuffer : IDisposable
{
    /// <summary>Stands for a character of the text that looks like a mark. One code unit of the text.</summary>
    public const char Neutral = '\uF050';

    /// <summary>A dot that does not end a sentence. One code unit of the text.</summary>
    public const char Dot = '\uF051';

    /// <summary>Three dots that do not end a sentence. Three code units of the text.</summary>
    public const char Ellipsis = '\uF052';

    /// <summary>A break that a custom bound made before the rules ran. One code unit of what the rules got.</summary>
    public const char GivenBreak = '\uF053';

    /// <summary>A break. Not in the text.</summary>
    public const char Break = '\uF054';

    /// <summary>The start of a stretch without breaks. Not in the text.</summary>
    public const char Open = '\uF055';

    /// <summary>The end of a stretch without breaks. Not in the text.</summary>
    public const char Close = '\uF056';

    private static readonly SearchValues<char> Marks = SearchValues.Create("\uF050\uF051\uF052\uF053\uF054\uF055\uF056");

    private char[] _text;
    private char[] _next;
    private int _length;
    private int _read;
    private int _written;

    /// <summary>A buffer that holds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="givenBreaks">Where the text has a break that is not the text's own: these places become <see cref="GivenBreak"/>. Null for nowhere.</param>
    public MarkBuffer(ReadOnlySpan<char> text, IReadOnlyList<int>? givenBreaks = null)
    {
        _length = text.Length;
        _text = ArrayPool<char>.Shared.Rent(_length + 64);
        _next = [];
        text.CopyTo(_text);
        Span<char> copy = _text.AsSpan(0, _length);
        for (int from = 0; from < copy.Length;)
        {
            int step = copy[from..].IndexOfAny(Marks);
            if (step < 0)
            {
                break;
            }

            copy[from + step] = Neutral;
            from += step + 1;
        }

        foreach (int at in givenBreaks ?? [])
        {
            copy[at] = GivenBreak;
        }
    }

    /// <summary>The text with the marks of all passes so far. A rule may overwrite characters in it.</summary>
    public Span<char> Text => _text.AsSpan(0, _length);

    /// <summary>Puts a mark before a place.</summary>
    public void Insert(int at, char mark) => Replace(at, 0, mark);

    /// <summary>Puts a mark in the place of some characters.</summary>
    public void Replace(int at, int count, char mark)
    {
        int plain = at - _read;
        int needed = _written + plain + 1 + (_length - at - count);
        if (needed > _next.Length)
        {
            Grow(needed);
        }

        _text.AsSpan(_read, plain).CopyTo(_next.AsSpan(_written));
        _written += plain;
        _next[_written++] = mark;
        _read = at + count;
    }

    /// <summary>Protects a stretch [begin, end) from breaks.</summary>
    public void Protect(int begin, int end)
    {
        Insert(begin, Open);
        Insert(end, Close);
    }

    /// <summary>Makes the marks of this pass part of the text.</summary>
    public void EndPass()
    {
        if (_written == 0)
        {
            return;
        }

        int rest = _length - _read;
        _text.AsSpan(_read, rest).CopyTo(_next.AsSpan(_written));
        _length = _written + rest;
        (_text, _next) = (_next, _text);
        _read = 0;
        _written = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(_text);
        Return(_next);
        _text = [];
        _next = [];
        _length = 0;
    }

    private void Grow(int needed)
    {
        // Room for the marks that are to come, so that a text full of them is copied a few times only.
        char[] larger = ArrayPool<char>.Shared.Rent((int)Math.Min(Array.MaxLength, needed + ((long)needed / 4) + 64));
        _next.AsSpan(0, _written).CopyTo(larger);
        Return(_next);
        _next = larger;
    }

    private static void Return(char[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<char>.Shared.Return(array);
        }
    }
}
