using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Aggregation;
using SparkNer.Testing;

namespace SparkNer.Tests.Aggregation;

public class EntityMergeTests
{
    private static readonly string _text = new('x', 60);

    private static Entity At(int start, int end, float score = 0.5f, string label = "X") => new(label, score, null, "w", start, end);

    [Fact]
    public void Of_two_that_overlap_the_longer_stays() => Assert.Equal([At(2, 9)], EntityAggregator.Merge([At(0, 4), At(2, 9)], _text));

    [Fact]
    public void Of_two_as_long_the_surer_stays() => Assert.Equal([At(2, 6, 0.6f)], EntityAggregator.Merge([At(0, 4, 0.5f), At(2, 6, 0.6f)], _text));

    [Fact]
    public void Of_two_alike_the_first_window_stays() =>
        Assert.Equal("A", Assert.Single(EntityAggregator.Merge([At(0, 4, 0.5f, "A"), At(0, 4, 0.5f, "B")], _text)).Label);

    [Fact]
    public void Those_that_touch_both_stay() => Assert.Equal([At(0, 4), At(4, 8)], EntityAggregator.Merge([At(4, 8), At(0, 4)], _text));

    [Fact]
    public void A_long_one_swallows_several() =>
        Assert.Equal([At(0, 20), At(20, 22)], EntityAggregator.Merge([At(0, 20), At(1, 5), At(6, 9), At(15, 19), At(20, 22)], _text));

    [Fact]
    public void Each_is_compared_with_the_one_that_stayed_last() =>
        Assert.Equal([At(7, 15)], EntityAggregator.Merge([At(0, 4), At(3, 8), At(7, 15)], _text));

    [Fact]
    public void Lengths_are_code_points()
    {
        // Eight units but four code points, against six units and five code points.
        const string text = "\U0001F600\U0001F600\U0001F600\U0001F600abcd";
        Assert.Equal([At(6, 12)], EntityAggregator.Merge([At(0, 8), At(6, 12)], text));
        Assert.Equal([At(0, 8)], EntityAggregator.Merge([At(0, 8), At(6, 12)], _text));
    }

    [Fact]
    public void Nothing_stays_nothing() => Assert.Empty(EntityAggregator.Merge([], ""));

    [Fact]
    public void Merged_entities_are_sorted_and_apart_and_stay_as_they_are()
    {
        Gen<Entity> entity = from start in Gen.Choose(0, 50) from length in Gen.Choose(1, 10) from score in Gen.Choose(0, 5) select At(start, start + length, score / 5f);
        Prop.ForAll(entity.ListOf().ToArbitrary(), entities =>
        {
            List<Entity> merged = EntityAggregator.Merge(entities, _text);
            return merged.Zip(merged.Skip(1)).All(p => p.First.End <= p.Second.Start) && merged.All(entities.Contains)
                && (merged.Count > 0) == (entities.Count > 0) && EntityAggregator.Merge(merged, _text).SequenceEqual(merged);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData("bert-cased")]
    [InlineData("distilbert-cased")]
    public void What_the_library_merged_is_merged(string model)
    {
        Dictionary<int, string> texts = Golden.Lines("hf", "pipeline", "texts.jsonl.gz").ToDictionary(t => t.GetProperty("text_id").GetInt32(), t => t.GetProperty("text").GetString()!);
        int runs = 0;
        foreach (JsonElement run in Golden.Lines("hf", "pipeline", $"{model}.jsonl.gz").Where(r => r.GetProperty("stride").ValueKind == JsonValueKind.Number))
        {
            string text = texts[run.GetProperty("text_id").GetInt32()];
            List<Entity> entities = GoldenEntities.Read(run);
            Assert.Equal(entities, EntityAggregator.Merge(entities, text));
            Assert.Equal(GoldenEntities.CodePoints(run), Entity.ToCodePoints(entities, text).Select(e => (e.Start, e.End)));
            runs++;
        }

        Assert.True(runs > 100);
    }
}
