using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>The BERT normalizer, streaming: each normalized code point goes to a sink with the stretch of the original text that it comes from.</summary>
/// <remarks>
/// The steps of the reference (clean, pad, NFD without nonspacing marks, lower case) each run over the whole text. They are fused here, which changes
/// nothing: all of them look at one code point at a time but for NFD's reordering of marks, which <see cref="MarkRun"/> does.
/// </remarks>
internal ref struct BertNormalizer<TSink>
    where TSink : struct, ICodePointSink, allows ref struct
{
    private readonly ReadOnlySpan<char> _text;
    private readonly NormalizationRules _rules;
    private readonly MarkRun _marks;
    private readonly int _offset;
    private int _inOrderUntil;

    /// <summary>A normalizer of one text.</summary>
    /// <param name="text">The original text.</param>
    /// <param name="offset">What to add to offsets in the text.</param>
    /// <param name="rules">The steps.</param>
    /// <param name="marks">An empty run; it is empty again after <see cref="Run"/>.</param>
    public BertNormalizer(ReadOnlySpan<char> text, int offset, NormalizationRules rules, MarkRun marks)
    {
        _text = text;
        _offset = offset;
        _rules = rules;
        _marks = marks;
    }

    /// <summary>Normalizes from an index on.</summary>
    /// <param name="index">Where to start.</param>
    /// <param name="stops">ASCII characters before which to stop, by character; empty to go to the end.</param>
    /// <param name="sink">Takes the result.</param>
    /// <returns>The index of the stopping character, or the text's length.</returns>
    public int Run(int index, ReadOnlySpan<bool> stops, ref TSink sink)
    {
        _inOrderUntil = 0;
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
                if ((flags & CodePointFlags.Removed) != 0)
                {
                    continue;
                }

                codePoint = ' ';
                flags = CodePointFlags.Whitespace;
            }

            if (_rules.PadChinese && (flags & CodePointFlags.Chinese) != 0)
            {
                FlushMarks(ref sink);
                sink.Add(' ', CodePointFlags.Whitespace, start + _offset, index + _offset);
                Strip(codePoint, flags, start, index, ref sink);
                sink.Add(' ', CodePointFlags.Whitespace, start + _offset, index + _offset);
            }
            else if (_rules.StripAccents)
            {
                Strip(codePoint, flags, start, index, ref sink);
            }
            else
            {
                Lower(codePoint, flags, start, index, ref sink);
            }
        }

        FlushMarks(ref sink);
        return index;
    }

    private void Strip(int codePoint, CodePointFlags flags, int start, int end, ref TSink sink)
    {
        if (!_rules.StripAccents)
        {
            Lower(codePoint, flags, start, end, ref sink);
        }
        else if ((flags & CodePointFlags.Combining) != 0)
        {
            StripMark(codePoint, flags, start, end, ref sink);
        }
        else
        {
            FlushMarks(ref sink);
            if ((flags & CodePointFlags.Accented) == 0)
            {
                Lower(codePoint, flags, start, end, ref sink);
            }
            else
            {
                Decompose(codePoint, start, end, ref sink);
            }
        }
    }

    private readonly void Decompose(int codePoint, int start, int end, ref TSink sink)
    {
        if (CodePointFacts.IsHangulSyllable(codePoint))
        {
            (int lead, int vowel, int tail) = CodePointFacts.Jamo(codePoint);
            Lower(lead, CodePointFacts.Flags(lead), start, end, ref sink);
            Lower(vowel, CodePointFacts.Flags(vowel), start, end, ref sink);
            if (tail != 0)
            {
                Lower(tail, CodePointFacts.Flags(tail), start, end, ref sink);
            }

            return;
        }

        int stripped = CodePointFacts.Stripped(codePoint);
        if (stripped >= 0)
        {
            Lower(stripped, CodePointFacts.Flags(stripped), start, end, ref sink);
        }
        else if (stripped < CodePointFacts.Nothing)
        {
            foreach (int part in CodePointFacts.Sequence(stripped))
            {
                CodePointFlags flags = CodePointFacts.Flags(part);
                if ((flags & CodePointFlags.Combining) != 0)
                {
                    _marks.Add(part, CodePointFacts.CombiningClass(part), inserted: true, start, end);
                }
                else
                {
                    Lower(part, flags, start, end, ref sink);
                }
            }
        }
    }

    private void StripMark(int codePoint, CodePointFlags flags, int start, int end, ref TSink sink)
    {
        int kept = (flags & CodePointFlags.Accented) == 0 ? codePoint : CodePointFacts.Stripped(codePoint);
        if (_marks.Count == 0 && start >= _inOrderUntil)
        {
            LookAhead(start);
        }

        if (start < _inOrderUntil)
        {
            // Nothing of this run moves, so nothing need be stored. Runs of accents, all removed, come this way.
            if (kept != CodePointFacts.Nothing)
            {
                Lower(kept, CodePointFacts.Flags(kept), start, end, ref sink);
            }
        }
        else
        {
            _marks.Add(kept, CodePointFacts.CombiningClass(codePoint), inserted: false, start, end);
        }
    }

    /// <summary>Finds out whether the run of marks at an index stays as it is: then <see cref="_inOrderUntil"/> becomes its end.</summary>
    private void LookAhead(int index)
    {
        bool anyKept = false;
        bool ordered = true;
        int last = 0;
        while (index < _text.Length)
        {
            int codePoint = CodePointFacts.Read(_text, index, out int length);
            CodePointFlags flags = CodePointFacts.Flags(codePoint);
            if (_rules.CleanText && (flags & CodePointFlags.Removed) != 0)
            {
                index += length;
                continue;
            }

            if ((flags & CodePointFlags.Combining) == 0)
            {
                break;
            }

            int combiningClass = CodePointFacts.CombiningClass(codePoint);
            ordered &= combiningClass >= last;
            last = combiningClass;
            anyKept |= (flags & CodePointFlags.Accented) == 0 || CodePointFacts.Stripped(codePoint) != CodePointFacts.Nothing;
            index += length;
        }

        if (ordered || !anyKept)
        {
            _inOrderUntil = index;
        }
    }

    private readonly void FlushMarks(ref TSink sink)
    {
        if (_marks.Count == 0)
        {
            return;
        }

        _marks.Sort();

        // As the reference aligns them: the marks in their new order take the places of the old order one after the other; what a decomposition
        // inserted takes the place before it, which at the start is that of the character that was decomposed.
        (int start, int end) = (_marks.Added(0).Start, _marks.Added(0).End);
        int next = 0;
        for (int i = 0; i < _marks.Count; i++)
        {
            ref readonly MarkRun.Mark mark = ref _marks.Sorted(i);
            if (!mark.Inserted)
            {
                while (_marks.Added(next).Inserted)
                {
                    next++;
                }

                (start, end) = (_marks.Added(next).Start, _marks.Added(next).End);
                next++;
            }

            if (mark.CodePoint != CodePointFacts.Nothing)
            {
                Lower(mark.CodePoint, CodePointFacts.Flags(mark.CodePoint), start, end, ref sink);
            }
        }

        _marks.Clear();
    }

    private readonly void Lower(int codePoint, CodePointFlags flags, int start, int end, ref TSink sink)
    {
        start += _offset;
        end += _offset;
        if (_rules.LowerCase && (flags & CodePointFlags.UpperCase) != 0)
        {
            int lower = CodePointFacts.Lower(codePoint);
            sink.Add(lower, CodePointFacts.Flags(lower), start, end);
            if (codePoint == CodePointFacts.CapitalIWithDot)
            {
                const int CombiningDotAbove = 0x307;
                sink.Add(CombiningDotAbove, CodePointFacts.Flags(CombiningDotAbove), start, end);
            }
        }
        else
        {
            sink.Add(codePoint, flags, start, end);
        }
    }
}
