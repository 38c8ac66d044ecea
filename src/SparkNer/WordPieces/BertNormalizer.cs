using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>The BERT normalizer, streaming: each normalized code point goes to a sink with the stretch of the original text that it comes from.</summary>
/// <remarks>
/// The steps of the reference (clean, pad, NFD without nonspacing marks, lower case) each run over the whole text. They are fused here, which changes
/// nothing: all of them look at one code point at a time, but for the order into which NFD brings a run of marks, and a run is dealt with at once. Nothing is
/// stored, so a text of nothing but marks is no danger.
/// </remarks>
internal readonly ref struct BertNormalizer<TSink>
    where TSink : struct, ICodePointSink, allows ref struct
{
    private readonly ReadOnlySpan<char> _text;
    private readonly NormalizationRules _rules;
    private readonly int _offset;

    /// <summary>A normalizer of one text.</summary>
    /// <param name="text">The original text.</param>
    /// <param name="offset">What to add to offsets in the text.</param>
    /// <param name="rules">The steps.</param>
    public BertNormalizer(ReadOnlySpan<char> text, int offset, NormalizationRules rules)
    {
        _text = text;
        _offset = offset;
        _rules = rules;
    }

    /// <summary>Normalizes from an index on.</summary>
    /// <param name="index">Where to start.</param>
    /// <param name="stops">ASCII characters before which to stop, by character; empty to go to the end.</param>
    /// <param name="sink">Takes the result.</param>
    /// <returns>The index of the stopping character, or the text's length.</returns>
    public int Run(int index, ReadOnlySpan<bool> stops, ref TSink sink)
    {
        while (index < _text.Length)
        {
            char c = _text[index];
            if (c < stops.Length && stops[c])
            {
                break;
            }

            int codePoint = CodePointFacts.Read(_text, index, out int length);
            int start = index;
            index += length;
            CodePointFlags flags = CodePointFacts.Flags(codePoint);
            if (_rules.CleanText && (flags & (CodePointFlags.Removed | CodePointFlags.BecomesSpace)) != 0)
            {
                if ((flags & CodePointFlags.BecomesSpace) != 0)
                {
                    sink.Add(' ', CodePointFlags.Whitespace, start + _offset, index + _offset);
                }
            }
            else if (_rules.PadChinese && (flags & CodePointFlags.Chinese) != 0)
            {
                sink.Add(' ', CodePointFlags.Whitespace, start + _offset, index + _offset);
                int end = index;
                index = Strip(codePoint, flags, start, end, ref sink);
                sink.Add(' ', CodePointFlags.Whitespace, start + _offset, end + _offset);
            }
            else
            {
                index = Strip(codePoint, flags, start, index, ref sink);
            }
        }

        return index;
    }

    /// <summary>The last two steps for a code point.</summary>
    /// <returns>Where to go on: behind it, or behind the run of marks that goes with it.</returns>
    private int Strip(int codePoint, CodePointFlags flags, int start, int end, ref TSink sink)
    {
        if (_rules.StripAccents)
        {
            if ((flags & CodePointFlags.Combining) != 0)
            {
                return ReorderMarks(start, [], start, start, ref sink);
            }

            if ((flags & CodePointFlags.Accented) != 0)
            {
                return Decompose(codePoint, start, end, ref sink);
            }
        }

        Lower(codePoint, flags, start, end, ref sink);
        return end;
    }

    private int Decompose(int codePoint, int start, int end, ref TSink sink)
    {
        if (CodePointFacts.IsHangulSyllable(codePoint))
        {
            (int lead, int vowel, int tail) = CodePointFacts.Jamo(codePoint);
            Lower(lead, CodePointFlags.None, start, end, ref sink);
            Lower(vowel, CodePointFlags.None, start, end, ref sink);
            if (tail != 0)
            {
                Lower(tail, CodePointFlags.None, start, end, ref sink);
            }

            return end;
        }

        int stripped = CodePointFacts.Stripped(codePoint);
        if (stripped >= 0)
        {
            Lower(stripped, CodePointFacts.Flags(stripped), start, end, ref sink);
        }
        else if (stripped < CodePointFacts.Nothing)
        {
            ReadOnlySpan<int> parts = CodePointFacts.Sequence(stripped);
            while (!parts.IsEmpty)
            {
                CodePointFlags flags = CodePointFacts.Flags(parts[0]);
                if ((flags & CodePointFlags.Combining) != 0)
                {
                    // From here on there are marks only; those that follow in the text may move in among them.
                    return ReorderMarks(end, parts, start, end, ref sink);
                }

                Lower(parts[0], flags, start, end, ref sink);
                parts = parts[1..];
            }
        }

        return end;
    }

    /// <summary>Brings the run of marks at an index into canonical order, and passes on those that stay.</summary>
    /// <remarks>
    /// As the reference aligns them: in their new order the marks take the places of the old order one after the other; a mark that a decomposition brought
    /// has no place of its own and takes the one before.
    /// </remarks>
    /// <param name="index">Where the run starts.</param>
    /// <param name="inserted">Marks before it that come out of a decomposition, all of which stay.</param>
    /// <param name="start">Where the decomposed character starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="sink">Takes the marks.</param>
    /// <returns>The end of the run.</returns>
    private int ReorderMarks(int index, ReadOnlySpan<int> inserted, int start, int end, ref TSink sink)
    {
        Span<bool> classes = stackalloc bool[256];
        classes.Clear();
        bool ordered = true;
        byte last = 0;
        foreach (int mark in inserted)
        {
            ordered &= CodePointFacts.CombiningClass(mark) >= last;
            last = CodePointFacts.CombiningClass(mark);
            classes[last] = true;
        }

        bool anyStays = !inserted.IsEmpty;
        int runEnd = index;
        while (TryReadMark(runEnd, _text.Length, out Mark mark))
        {
            ordered &= mark.Class >= last;
            last = mark.Class;
            classes[last] = true;
            anyStays |= mark.Left != CodePointFacts.Nothing;
            runEnd = mark.End;
        }

        if (!anyStays)
        {
            return runEnd;
        }

        if (ordered)
        {
            // All at once, whatever their class.
            classes.Clear();
            classes[0] = true;
        }

        int place = index;
        for (int combiningClass = 0; combiningClass < classes.Length; combiningClass++)
        {
            if (!classes[combiningClass])
            {
                continue;
            }

            foreach (int mark in inserted)
            {
                if (ordered || CodePointFacts.CombiningClass(mark) == combiningClass)
                {
                    Lower(mark, CodePointFacts.Flags(mark), start, end, ref sink);
                }
            }

            for (int at = index; TryReadMark(at, runEnd, out Mark mark); at = mark.End)
            {
                if (ordered || mark.Class == combiningClass)
                {
                    TryReadMark(place, runEnd, out Mark taken);
                    (start, end, place) = (taken.Start, taken.End, taken.End);
                    if (mark.Left != CodePointFacts.Nothing)
                    {
                        Lower(mark.Left, CodePointFacts.Flags(mark.Left), start, end, ref sink);
                    }
                }
            }
        }

        return runEnd;
    }

    /// <summary>Reads the next mark of a run; what cleaning removes does not interrupt one.</summary>
    private bool TryReadMark(int index, int limit, out Mark mark)
    {
        while (index < limit)
        {
            int codePoint = CodePointFacts.Read(_text, index, out int length);
            CodePointFlags flags = CodePointFacts.Flags(codePoint);
            if ((flags & CodePointFlags.Combining) != 0)
            {
                int left = (flags & CodePointFlags.Accented) == 0 ? codePoint : CodePointFacts.Stripped(codePoint);
                mark = new Mark(left, CodePointFacts.CombiningClass(codePoint), index, index + length);
                return true;
            }

            if (!_rules.CleanText || (flags & CodePointFlags.Removed) == 0)
            {
                break;
            }

            index += length;
        }

        mark = default;
        return false;
    }

    private void Lower(int codePoint, CodePointFlags flags, int start, int end, ref TSink sink)
    {
        start += _offset;
        end += _offset;
        if (!_rules.LowerCase || (flags & CodePointFlags.UpperCase) == 0)
        {
            sink.Add(codePoint, flags, start, end);
            return;
        }

        int lower = CodePointFacts.Lower(codePoint);
        sink.Add(lower, CodePointFacts.Flags(lower), start, end);
        if (codePoint == CodePointFacts.CapitalIWithDot)
        {
            const int CombiningDotAbove = 0x307;
            sink.Add(CombiningDotAbove, CodePointFacts.Flags(CombiningDotAbove), start, end);
        }
    }

    /// <summary>A mark of the text, and what is left of it.</summary>
    private readonly record struct Mark(int Left, byte Class, int Start, int End);
}
