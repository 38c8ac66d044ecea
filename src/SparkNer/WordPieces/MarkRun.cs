using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>
/// A run of combining marks that NFD puts into another order. Reusable; needed only where marks are kept that stand in the "wrong" order, which is rare.
/// </summary>
internal sealed class MarkRun
{
    // A run of a hostile length must not hold its memory for ever.
    private const int KeptCapacity = 1 << 12;

    private Mark[] _marks = new Mark[16];
    private Mark[] _sorted = [];

    /// <summary>How many marks wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a mark.</summary>
    /// <param name="codePoint">The mark, or <see cref="CodePointFacts.Nothing"/> for one that is removed but takes part in the ordering.</param>
    /// <param name="combiningClass">Its class, not 0.</param>
    /// <param name="inserted">Whether it is a further code point of a decomposition, not the first.</param>
    /// <param name="start">The first code unit of the text that it comes from.</param>
    /// <param name="end">The code unit after the last one.</param>
    public void Add(int codePoint, byte combiningClass, bool inserted, int start, int end)
    {
        if (Count == _marks.Length)
        {
            Array.Resize(ref _marks, Count * 2);
        }

        _marks[Count++] = new Mark(codePoint, combiningClass, inserted, start, end);
    }

    /// <summary>Puts the marks into canonical order, stably and in linear time.</summary>
    public void Sort()
    {
        Span<int> next = stackalloc int[256];
        next.Clear();
        for (int i = 0; i < Count; i++)
        {
            next[_marks[i].CombiningClass]++;
        }

        int at = 0;
        for (int i = 0; i < next.Length; i++)
        {
            (next[i], at) = (at, at + next[i]);
        }

        if (_sorted.Length < Count)
        {
            _sorted = new Mark[_marks.Length];
        }

        for (int i = 0; i < Count; i++)
        {
            _sorted[next[_marks[i].CombiningClass]++] = _marks[i];
        }
    }

    /// <summary>A mark after <see cref="Sort"/>.</summary>
    public ref readonly Mark Sorted(int index) => ref _sorted[index];

    /// <summary>A mark as it was added.</summary>
    public ref readonly Mark Added(int index) => ref _marks[index];

    /// <summary>Forgets all marks.</summary>
    public void Clear()
    {
        Count = 0;
        if (_marks.Length > KeptCapacity)
        {
            _marks = new Mark[16];
            _sorted = [];
        }
    }

    /// <summary>One mark.</summary>
    internal readonly record struct Mark(int CodePoint, byte CombiningClass, bool Inserted, int Start, int End);
}
