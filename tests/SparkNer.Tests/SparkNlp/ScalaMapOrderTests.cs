using FsCheck;
using FsCheck.Fluent;
using SparkNer.SparkNlp;

namespace SparkNer.Tests.SparkNlp;

public sealed class ScalaMapOrderTests
{
    private static readonly string[] Conll = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];

    private static readonly Arbitrary<string[]> KeyLists = Gen.Elements("A", "Aa", "BB", "B-", "I-", "PER", "LOC", "x", "\u00E9").ListOf()
        .Select(string.Concat).ListOf().Select(keys => keys.Distinct().ToArray()).ToArbitrary();

    [Fact]
    public void Eleven_keys_come_as_Spark_NLP_writes_them() => Assert.Equal(
        ["B-LOC", "I-ORG", "I-MISC", "I-LOC", "I-PER", "B-MISC", "B-ORG", "word", "O", "sentence", "B-PER"],
        ScalaMapOrder.Sort([.. Conll, "word", "sentence"]));

    [Fact]
    public void Up_to_four_keys_keep_their_order()
    {
        Assert.Empty(ScalaMapOrder.Sort([]));
        Assert.Equal(["entity", "sentence", "chunk", "confidence"], ScalaMapOrder.Sort(["entity", "sentence", "chunk", "confidence"]));
        Assert.Equal(["confidence", "chunk", "sentence", "entity"], ScalaMapOrder.Sort(["confidence", "chunk", "sentence", "entity"]));
    }

    [Fact]
    public void Keys_of_one_hash_keep_their_order()
    {
        // "Aa" and "BB" have one hash in Java, so these have too.
        string[] same = ["AaBB", "BBAa", "AaAa", "BBBB"];
        Assert.Equal(same, ScalaMapOrder.Sort([.. same, "x", "y"]).Where(same.Contains));
        Assert.Equal(same.Reverse(), ScalaMapOrder.Sort(["x", .. same.Reverse(), "y"]).Where(same.Contains));
    }

    [Fact]
    public void Every_key_stays_and_the_order_of_adding_does_not_count() => Prop.ForAll(KeyLists, keys =>
    {
        string[] sorted = ScalaMapOrder.Sort(keys);
        Assert.Equal(keys.Order(StringComparer.Ordinal), sorted.Order(StringComparer.Ordinal));

        // But for keys of one hash, which hold Aa or BB.
        string[] plain = [.. sorted.Where(k => !k.Contains("Aa", StringComparison.Ordinal) && !k.Contains("BB", StringComparison.Ordinal))];
        if (plain.Length > 4)
        {
            Assert.Equal(plain, ScalaMapOrder.Sort([.. plain.Reverse()]));
            Assert.Equal(plain, ScalaMapOrder.Sort(keys.Where(plain.Contains).ToArray()));
        }
    }).QuickCheckThrowOnFailure();
}
