using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Inference;

namespace SparkNer.Onnx.Tests;

public sealed class BatchPlanTests
{
    // Few ids and short lengths, so that equal sequences are common.
    private static readonly Arbitrary<ReadOnlyMemory<int>[]> Sequences =
        Gen.Choose(0, 2).NonEmptyListOf().Select(ids => new ReadOnlyMemory<int>([.. ids])).ArrayOf().ToArbitrary();

    [Fact]
    public void Every_sequence_has_one_place_within_the_budget() =>
        Prop.ForAll(Sequences, Gen.Choose(1, 64).ToArbitrary(), (sequences, budget) =>
        {
            using var plan = new BatchPlan(sequences, budget);
            var seen = new List<int>();
            int previous = int.MaxValue;
            while (plan.MoveNext())
            {
                Assert.True(plan.RowCount * plan.Length <= budget || plan.RowCount == 1);
                Assert.True(plan.Length <= previous);
                Assert.Equal(plan.RowCount, plan.Rows.ToArray().Distinct().Count());
                Assert.Equal(Enumerable.Range(0, plan.RowCount), plan.Rows.ToArray().Distinct());
                foreach (IGrouping<int, int> row in plan.Members.ToArray().Zip(plan.Rows.ToArray()).GroupBy(p => p.Second, p => p.First))
                {
                    Assert.All(row, i => Assert.True(sequences[i].Span.SequenceEqual(sequences[row.First()].Span)));
                    Assert.True(sequences[row.First()].Length <= plan.Length);
                }

                Assert.Contains(plan.Members.ToArray(), i => sequences[i].Length == plan.Length);
                previous = plan.Length;
                seen.AddRange(plan.Members);
            }

            Assert.Equal(Enumerable.Range(0, sequences.Length), seen.Order());
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Equal_sequences_are_one_row()
    {
        ReadOnlyMemory<int>[] sequences = [.. Enumerable.Range(0, 3000).Select(i => new ReadOnlyMemory<int>([101, (i % 7) + 1, 102]))];
        using var plan = new BatchPlan(sequences, 512);
        Assert.True(plan.MoveNext());
        Assert.Equal((7, 3, 3000), (plan.RowCount, plan.Length, plan.Members.Length));
        Assert.False(plan.MoveNext());
    }

    [Fact]
    public void Nothing_makes_no_batch()
    {
        using var plan = new BatchPlan([], 512);
        Assert.False(plan.MoveNext());
    }
}
