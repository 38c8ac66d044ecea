namespace SparkNer.WordPieces.Unicode;

/// <summary>Look-up tables of <see cref="UnicodeData"/>, made once when first needed.</summary>
internal static class CodePointFacts
{
    /// <summary>What stands for an unpaired surrogate.</summary>
    public const int Replacement = 0xFFFD;

    /// <summary>The only code point whose lower case is two.</summary>
    public const int CapitalIWithDot = 0x130;

    /// <summary>What <see cref="Stripped"/> says of a code point that stripping removes.</summary>
    public const int Nothing = -1;

    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11172;

    private static readonly CodePointMap<byte> FlagTable = new();
    private static readonly CodePointMap<byte> ClassTable = new();
    private static readonly CodePointMap<int> LowerTable = new();
    private static readonly CodePointMap<int> StripTable = new();
    private static readonly int[][] Sequences;

    static CodePointFacts()
    {
        Mark(UnicodeData.CleanTextRemoved, CodePointFlags.Removed);
        Mark(UnicodeData.CleanTextToSpace, CodePointFlags.BecomesSpace);
        Mark(UnicodeData.Chinese, CodePointFlags.Chinese);
        Mark(UnicodeData.Punctuation, CodePointFlags.Punctuation);
        Mark(UnicodeData.Whitespace, CodePointFlags.Whitespace);
        Mark([HangulBase, HangulBase + HangulCount - 1], CodePointFlags.Accented);
        FillLowerCase();
        FillClasses();
        Sequences = FillStripped();
    }

    /// <summary>What there is to know of a code point.</summary>
    public static CodePointFlags Flags(int codePoint) => (CodePointFlags)FlagTable[codePoint];

    /// <summary>
    /// The lower case of a code point flagged <see cref="CodePointFlags.UpperCase"/>; for <see cref="CapitalIWithDot"/> the first of its two.
    /// </summary>
    public static int Lower(int codePoint) => LowerTable[codePoint];

    /// <summary>The canonical combining class that decides where NFD moves a code point (or the first of what it decomposes to).</summary>
    public static byte CombiningClass(int codePoint) => ClassTable[codePoint];

    /// <summary>Whether the code point is a Hangul syllable, which NFD decomposes by arithmetic.</summary>
    public static bool IsHangulSyllable(int codePoint) => (uint)(codePoint - HangulBase) < HangulCount;

    /// <summary>The Jamo of a Hangul syllable; the third is 0 where there are two.</summary>
    public static (int Lead, int Vowel, int Tail) Jamo(int syllable)
    {
        int index = syllable - HangulBase;
        int tail = index % 28;
        return (0x1100 + (index / 588), 0x1161 + (index % 588 / 28), tail == 0 ? 0 : 0x11A7 + tail);
    }

    /// <summary>
    /// What NFD and the removal of nonspacing marks make of a code point flagged <see cref="CodePointFlags.Accented"/> that is no Hangul syllable:
    /// one code point, or <see cref="Nothing"/>, or something below that for which <see cref="Sequence"/> has the code points.
    /// </summary>
    public static int Stripped(int codePoint) => StripTable[codePoint];

    /// <summary>The code points of a value of <see cref="Stripped"/> below <see cref="Nothing"/>.</summary>
    public static ReadOnlySpan<int> Sequence(int stripped) => Sequences[-stripped - 2];

    /// <summary>The code point at an index, and how many UTF-16 code units it takes; an unpaired surrogate counts as <see cref="Replacement"/>.</summary>
    public static int Read(ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        length = 1;
        if (!char.IsSurrogate(c))
        {
            return c;
        }

        if (index + 1 < text.Length && char.IsSurrogatePair(c, text[index + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(c, text[index + 1]);
        }

        return Replacement;
    }

    private static void Mark(ReadOnlySpan<int> ranges, CodePointFlags flag)
    {
        for (int i = 0; i < ranges.Length; i += 2)
        {
            for (int codePoint = ranges[i]; codePoint <= ranges[i + 1]; codePoint++)
            {
                FlagTable.Edit(codePoint) |= (byte)flag;
            }
        }
    }

    private static void FillLowerCase()
    {
        ReadOnlySpan<int> runs = UnicodeData.LowerCase;
        for (int i = 0; i < runs.Length; i += 4)
        {
            for (int codePoint = runs[i]; codePoint <= runs[i + 1]; codePoint += runs[i + 3])
            {
                SetLower(codePoint, codePoint + runs[i + 2]);
            }
        }

        SetLower(CapitalIWithDot, 'i');
    }

    private static void SetLower(int codePoint, int lower)
    {
        FlagTable.Edit(codePoint) |= (byte)CodePointFlags.UpperCase;
        LowerTable.Edit(codePoint) = lower;
    }

    private static void FillClasses()
    {
        ReadOnlySpan<int> runs = UnicodeData.CombiningClasses;
        for (int i = 0; i < runs.Length; i += 3)
        {
            for (int codePoint = runs[i]; codePoint <= runs[i + 1]; codePoint++)
            {
                FlagTable.Edit(codePoint) |= (byte)CodePointFlags.Combining;
                ClassTable.Edit(codePoint) = (byte)runs[i + 2];
            }
        }
    }

    private static int[][] FillStripped()
    {
        ReadOnlySpan<int> removed = UnicodeData.AccentsRemoved;
        for (int i = 0; i < removed.Length; i += 2)
        {
            for (int codePoint = removed[i]; codePoint <= removed[i + 1]; codePoint++)
            {
                SetStripped(codePoint, Nothing);
            }
        }

        ReadOnlySpan<int> single = UnicodeData.Decompositions;
        for (int i = 0; i < single.Length; i += 2)
        {
            SetStripped(single[i], single[i + 1]);
        }

        var sequences = new List<int[]>();
        ReadOnlySpan<int> several = UnicodeData.LongDecompositions;
        for (int i = 0; i < several.Length; i += 2 + several[i + 1])
        {
            SetStripped(several[i], -2 - sequences.Count);
            sequences.Add(several.Slice(i + 2, several[i + 1]).ToArray());
        }

        return [.. sequences];
    }

    private static void SetStripped(int codePoint, int stripped)
    {
        FlagTable.Edit(codePoint) |= (byte)CodePointFlags.Accented;
        StripTable.Edit(codePoint) = stripped;
    }
}
