using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Evaluation.Tests;

/// <summary>Generators of tag sequences.</summary>
internal static class Tags
{
    private static readonly string[] _types = ["PER", "LOC", "org", "x-y"];

    /// <summary>Sentences with any tags of B-, I- and O, in both columns.</summary>
    public static Arbitrary<TaggedSentence[]> Iob => Sentences(Of("BI"));

    /// <summary>Sentences with any tags of IOBES.</summary>
    public static Arbitrary<TaggedSentence[]> Iobes => Sentences(Of("BIES"));

    /// <summary>Sentences with odd tags too.</summary>
    public static Arbitrary<TaggedSentence[]> Odd => Sentences(Gen.OneOf(Of("BIESLU"), Gen.Elements("B", "I", "PER", "X", "-", "B-", "O-LOC", ".", "\U0001F600-PER", "B-0", "[-x")));

    public static Gen<string> Of(string letters) => Gen.Frequency(
        (1, Gen.Constant("O")),
        (3, from letter in Gen.Elements(letters.ToCharArray()) from type in Gen.Elements(_types) select $"{letter}-{type}"));

    private static Arbitrary<TaggedSentence[]> Sentences(Gen<string> tag) =>
        (from length in Gen.Choose(0, 12)
         from gold in tag.ArrayOf(length)
         from same in Gen.Elements(true, false)
         from other in tag.ArrayOf(length)
         from keep in Gen.Choose(0, 3).ArrayOf(length)
         select Make.Sentence(gold, same ? gold : [.. gold.Zip(other, (g, o) => (g, o)).Zip(keep, (t, k) => k > 0 ? t.g : t.o)])).ArrayOf().ToArbitrary();
}
