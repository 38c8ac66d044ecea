using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("model", "modle", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("stride", "strid", 1)]
    public void Distances(string a, string b, int expected) => Assert.Equal(expected, NearestName.Distance(a, b));

    [Fact]
    public void A_distance_is_symmetric_bounded_and_zero_for_equals()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (a, b) =>
        {
            int distance = NearestName.Distance(a.Get, b.Get);
            return distance == NearestName.Distance(b.Get, a.Get)
                && distance <= Math.Max(a.Get.Length, b.Get.Length)
                && distance >= Math.Abs(a.Get.Length - b.Get.Length)
                && (distance == 0) == (a.Get == b.Get);
        });
        property.QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("hf", "hf")]
    [InlineData("xyz", null)]
    [InlineData("sparknlp", "spark-nlp")]
    [InlineData("SPARK_NLP", "spark-nlp")]
    [InlineData("", null)]
    public void The_nearest_name_or_none(string typed, string? expected) => Assert.Equal(expected, NearestName.Find(typed, ["spark-nlp", "hf"]));

    [Theory]
    [InlineData("sparkner-smal-conll03", "sparkner-small-conll03")]
    [InlineData("Bert-Cased", "bert-cased|bert-cased-optimum")]
    [InlineData("conll03", "sparkner-small-conll03")]
    [InlineData("wholly-different", "")]
    [InlineData("x", "")]
    public void Names_that_were_meant_come_nearest_first(string name, string expected) =>
        Assert.Equal(expected, string.Join('|', NearestName.Several(name, ["bert-cased-optimum", "sparkner-small-conll03", "bert-cased", "zzzzzz"])));

    [Theory]
    [InlineData("a", "b", "")]
    [InlineData("ids", "hf", "")]
    [InlineData("tekst", "text", " Did you mean 'text'?")]
    [InlineData("TXT", "text", " Did you mean 'text'?")]
    [InlineData("docs.josnl", "docs.jsonl", " Did you mean 'docs.jsonl'?")]
    public void A_hint_is_a_sentence_or_nothing(string typed, string known, string expected) => Assert.Equal(expected, NearestName.Hint(typed, [known]));
}
