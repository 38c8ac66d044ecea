using System.Globalization;
using System.Text;

namespace SparkNer.Text;

/// <summary>A set of code points: what a character class of Java's regexes matches. Immutable.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;

    /// <summary>No code point.</summary>
    public static CodePointSet Empty { get; } = new([]);

    /// <summary>All code points.</summary>
    public static CodePointSet All { get; } = new([(0, Last)]);

    private static readonly Lazy<CodePointSet[]> Categories = new(LoadCategories);

    /// <summary>Ascending, neither overlapping nor touching; both ends inclusive.</summary>
    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>A set of code points from one to another, both inclusive.</summary>
    public static CodePointSet Range(int first, int last) => new([(first, last)]);

    /// <summary>A set of single code points of the basic plane.</summary>
    public static CodePointSet Of(string characters) => Union(characters.Select(c => Range(c, c)));

    /// <summary>The code points of a general category.</summary>
    public static CodePointSet Category(UnicodeCategory category) => Categories.Value[(int)category];

    /// <summary>The union of sets.</summary>
    public static CodePointSet Union(IEnumerable<CodePointSet> sets)
    {
        var merged = new List<(int First, int Last)>();
        foreach ((int first, int last) in sets.SelectMany(s => s._ranges).OrderBy(r => r.First))
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return new CodePointSet([.. merged]);
    }

    /// <summary>Whether all members are code points below U+10000.</summary>
    public bool IsInBasicPlane => _ranges.Length == 0 || _ranges[^1].Last <= char.MaxValue;

    /// <summary>This set and another.</summary>
    public CodePointSet Union(CodePointSet other) => Union([this, other]);

    /// <summary>All code points that are not in this set.</summary>
    public CodePointSet Complement()
    {
        var rest = new List<(int, int)>();
        int next = 0;
        foreach ((int first, int last) in _ranges)
        {
            if (first > next)
            {
                rest.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            rest.Add((next, Last));
        }

        return new CodePointSet([.. rest]);
    }

    /// <summary>This set with the other case of each of its ASCII letters.</summary>
    public CodePointSet WithBothCases()
    {
        IEnumerable<CodePointSet> others = Enumerable.Range('A', 26).SelectMany(upper => new[]
        {
            Contains(upper) ? Range(upper + 32, upper + 32) : Empty,
            Contains(upper + 32) ? Range(upper, upper) : Empty,
        });
        return Union(others.Append(this));
    }

    /// <summary>Whether a code point is in the set.</summary>
    public bool Contains(int codePoint)
    {
        int low = 0;
        int high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A .NET regex that matches one code point of the set, in one unit or two; an atom, so that a quantifier may follow. It matches no lone surrogate.
    /// </summary>
    public string ToDotNet()
    {
        var basic = new StringBuilder();
        var pairs = new StringBuilder();
        foreach ((int first, int last) in _ranges)
        {
            AppendBasic(basic, first, Math.Min(last, 0xD7FF));
            AppendBasic(basic, Math.Max(first, 0xE000), Math.Min(last, 0xFFFF));
            AppendPairs(pairs, Math.Max(first, 0x10000), last);
        }

        string units = basic.Length == 0 ? "" : $"[{basic}]";
        return pairs.Length == 0 ? (units.Length == 0 ? @"[^\s\S]" : units)
            : units.Length == 0 ? $"(?:{pairs.Remove(0, 1)})"
            : $"(?:{units}{pairs})";
    }

    private static void AppendBasic(StringBuilder builder, int first, int last)
    {
        if (first <= last)
        {
            AppendRange(builder, first, last);
        }
    }

    /// <summary>Adds alternatives, each with a bar before it, for surrogate pairs.</summary>
    private static void AppendPairs(StringBuilder builder, int first, int last)
    {
        while (first <= last)
        {
            int block = first & ~0x3FF;
            int end = Math.Min(last, block + 0x3FF);

            // Whole blocks of 1,024 (one high surrogate, any low one) in a row make one alternative.
            if (first == block && last >= block + 0x3FF)
            {
                end = ((last + 1) & ~0x3FF) - 1;
            }

            builder.Append("|[");
            AppendRange(builder, High(first), High(end));
            builder.Append("][");
            AppendRange(builder, Low(first), Low(end));
            builder.Append(']');
            first = end + 1;
        }
    }

    private static int High(int codePoint) => 0xD800 + ((codePoint - 0x10000) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);

    private static void AppendRange(StringBuilder builder, int first, int last)
    {
        AppendUnit(builder, first);
        if (last > first)
        {
            builder.Append('-');
            AppendUnit(builder, last);
        }
    }

    private static void AppendUnit(StringBuilder builder, int unit) => builder.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");

    private static CodePointSet[] LoadCategories()
    {
        var ranges = new List<(int First, int Last)>[(int)UnicodeCategory.OtherNotAssigned + 1];
        for (int i = 0; i < ranges.Length; i++)
        {
            ranges[i] = [];
        }

        int first = 0;
        for (int codePoint = 1; codePoint <= Last + 1; codePoint++)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(first);
            if (codePoint > Last || CharUnicodeInfo.GetUnicodeCategory(codePoint) != category)
            {
                ranges[(int)category].Add((first, codePoint - 1));
                first = codePoint;
            }
        }

        return [.. ranges.Select(r => new CodePointSet([.. r]))];
    }
}
