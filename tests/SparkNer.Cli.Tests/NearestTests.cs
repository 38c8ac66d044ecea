using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Cli.Tests;

public sealed class NearestTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("model", "modle", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("stride", "strid", 1)]
    public void Distances(string a, string b, int expected) => Assert.Equal(expected, Nearest.Distance(a, b));

    [Fact]
    public void A_distance_is_symmetric_bounded_and_zero_for_equals()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (a, b) =>
        {
            int distance = Nearest.Distance(a.Get, b.Get);
            return distance == Nearest.Distance(b.Get, a.Get)
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
    public void The_nearest_name_or_none(string typed, string? expected) => Assert.Equal(expected, Nearest.Find(typed, ["spark-nlp", "hf"]));
}
