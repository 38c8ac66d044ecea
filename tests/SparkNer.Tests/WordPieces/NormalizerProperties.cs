using FsCheck;
using FsCheck.Fluent;
using SparkNer.WordPieces;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.Tests.WordPieces;

/// <summary>The fused, streaming normalizer against the same steps done one after the other over the whole text, as the reference does them.</summary>
public sealed class NormalizerProperties
{
    // Mostly marks: kept and removed ones of several classes, characters that decompose into them, what is removed between them, what ends a run.
    private static readonly string[] Fragments =
    [
        "\u0301", "\u0323", "\u0327", "\u0345", "\u0344", "\u0F73", "\u08D3", "\u08D4", "\u302E", "\u1DF6", "\U00011D42", "\U0001D165", "\U0001E8D0",
        "\u0941", "\u0B4B", "\U0001D15E", "\U0001D160", "\U0001D1BD", "\u00E9", "\u1EAD", "\u0130", "A", "x", " ", "\u200D", "\0", "\u4E2D", "\uF900", "\uD55C", "\uAC00",
        "\uD834", "\uDD65",
    ];

    [Fact]
    public void Fused_steps_give_what_single_steps_give()
    {
        Gen<(string Text, NormalizationRules Rules)> gen =
            from text in Gen.Elements(Fragments).ListOf().Select(string.Concat)
            from switches in Gen.Choose(0, 15)
            select (text, new NormalizationRules((switches & 1) != 0, (switches & 2) != 0, (switches & 4) != 0 || switches > 11, (switches & 8) != 0));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(30), Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var sink = new ListSink([]);
            int end = new BertNormalizer<ListSink>(c.Text, 0, c.Rules).Run(0, [], ref sink);
            Assert.Equal(c.Text.Length, end);
            Assert.Equal(StepByStep(c.Text, c.Rules), sink.Items);
        }));
    }

    private static List<Item> StepByStep(string text, NormalizationRules rules)
    {
        var items = new List<Item>();
        for (int i = 0, length; i < text.Length; i += length)
        {
            items.Add(new Item(CodePointFacts.Read(text, i, out length), i, i + length));
        }

        if (rules.CleanText)
        {
            items = [.. items.Where(i => !Has(i, CodePointFlags.Removed)).Select(i => Has(i, CodePointFlags.BecomesSpace) ? i with { CodePoint = ' ' } : i)];
        }

        if (rules.PadChinese)
        {
            items = [.. items.SelectMany(i => Has(i, CodePointFlags.Chinese) ? [i with { CodePoint = ' ' }, i, i with { CodePoint = ' ' }] : new[] { i })];
        }

        if (rules.StripAccents)
        {
            items = Strip(items);
        }

        if (rules.LowerCase)
        {
            items = [.. items.SelectMany(i => i.CodePoint == 0x130 ? [i with { CodePoint = 'i' }, i with { CodePoint = 0x307 }]
                : new[] { Has(i, CodePointFlags.UpperCase) ? i with { CodePoint = CodePointFacts.Lower(i.CodePoint) } : i })];
        }

        return items;
    }

    private static List<Item> Strip(List<Item> items)
    {
        // Decompose; of each code point, only the first part stands for a character of the text.
        var parts = new List<(int CodePoint, byte Class, bool First)>();
        foreach (Item item in items)
        {
            int c = item.CodePoint;
            byte combining = CodePointFacts.CombiningClass(c);
            int[] decomposed = !Has(item, CodePointFlags.Accented) ? [c]
                : CodePointFacts.IsHangulSyllable(c) ? [.. new[] { CodePointFacts.Jamo(c).Lead, CodePointFacts.Jamo(c).Vowel, CodePointFacts.Jamo(c).Tail }.Where(j => j != 0)]
                : CodePointFacts.Stripped(c) >= CodePointFacts.Nothing ? [CodePointFacts.Stripped(c)]
                : CodePointFacts.Sequence(CodePointFacts.Stripped(c)).ToArray();
            parts.AddRange(decomposed.Select((part, i) => (part, i == 0 ? combining : CodePointFacts.CombiningClass(part), i == 0)));
        }

        // Sort between starters.
        var sorted = new List<(int CodePoint, byte Class, bool First)>();
        for (int i = 0; i < parts.Count;)
        {
            int end = i + 1;
            while (end < parts.Count && parts[end].Class != 0)
            {
                end++;
            }

            sorted.AddRange(parts[i..end].OrderBy(p => p.Class));
            i = end;
        }

        // Align: each first part takes the next character of the text, the others the one before.
        var result = new List<Item>();
        int next = 0;
        foreach ((int codePoint, _, bool first) in sorted)
        {
            Item place = items[first ? next++ : next - 1];
            if (codePoint != CodePointFacts.Nothing)
            {
                result.Add(place with { CodePoint = codePoint });
            }
        }

        return result;
    }

    private static bool Has(Item item, CodePointFlags flag) => (CodePointFacts.Flags(item.CodePoint) & flag) != 0;

    private readonly record struct Item(int CodePoint, int Start, int End);

    private readonly struct ListSink(List<Item> items) : ICodePointSink
    {
        public List<Item> Items => items;

        public void Add(int codePoint, CodePointFlags flags, int start, int end)
        {
            Assert.Equal(CodePointFacts.Flags(codePoint), flags);
            items.Add(new Item(codePoint, start, end));
        }
    }
}
