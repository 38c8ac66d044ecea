using FsCheck;
using FsCheck.Fluent;
using SparkNer.Aggregation;

namespace SparkNer.Tests.Aggregation;

public class EntityAggregatorProperties
{
    private static readonly string[] _labels = ["O", "B-PER", "I-PER", "I-LOC", "S-ORG", "MISC"];

    private static readonly string[] _vocabulary = ["[UNK]", "a", "bc", "##d", "##ef", ",", "'", "\U0001F600"];

    /// <summary>Pieces one after the other, some over more text than they say, and scores for them.</summary>
    private static readonly Gen<(string Text, int[] Ids, int[] Starts, int[] Ends, float[] Logits)> _windows =
        from parts in (from id in Gen.Choose(0, _vocabulary.Length - 1)
                       from gap in Gen.Elements("", " ", "\U0001F600 ")
                       from tail in Gen.Elements("", "", "\u0301")
                       select (id, gap, source: _vocabulary[id].TrimStart('#') + tail)).ListOf()
        from logits in Gen.Choose(-40, 40).Select(i => i / 8f).ArrayOf(parts.Count * _labels.Length)
        let ends = parts.Select((_, i) => parts.Take(i + 1).Sum(p => p.gap.Length + p.source.Length)).ToArray()
        select (string.Concat(parts.Select(p => p.gap + p.source)), parts.Select(p => p.id).ToArray(), ends.Zip(parts, (end, p) => end - p.source.Length).ToArray(), ends, logits);

    private static List<Entity> Run(AggregationStrategy strategy, (string Text, int[] Ids, int[] Starts, int[] Ends, float[] Logits) w, params string[] ignore) =>
        new EntityAggregator(strategy, ignore, _labels).Aggregate(w.Text, w.Ids, w.Starts, w.Ends, w.Logits, id => _vocabulary[id], 0);

    [Fact]
    public void Entities_are_sorted_apart_in_the_text_and_scored()
    {
        Prop.ForAll(_windows.ToArbitrary(), w => Enum.GetValues<AggregationStrategy>().All(strategy =>
        {
            List<Entity> entities = Run(strategy, w, "O");
            return entities.All(e => e.Start >= 0 && e.Start < e.End && e.End <= w.Text.Length && e.Score > 0 && e.Score <= 1.000001f && e.Label != "O")
                && entities.Zip(entities.Skip(1)).All(p => p.First.End <= p.Second.Start)
                && w.Starts.Intersect(entities.Select(e => e.Start)).Count() == entities.Count && w.Ends.Intersect(entities.Select(e => e.End)).Count() == entities.Count;
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void None_leaves_out_nothing_but_the_ignored()
    {
        Prop.ForAll(_windows.ToArbitrary(), w =>
        {
            List<Entity> all = Run(AggregationStrategy.None, w);
            return all.Count == w.Ids.Length && all.Select(e => e.Index!.Value).SequenceEqual(Enumerable.Range(1, w.Ids.Length))
                && Run(AggregationStrategy.None, w, "O", "I-PER").SequenceEqual(all.Where(e => e.Label is not ("O" or "I-PER")));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Groups_with_nothing_ignored_cover_every_piece()
    {
        Prop.ForAll(_windows.ToArbitrary(), w => Enum.GetValues<AggregationStrategy>().All(strategy =>
        {
            List<Entity> all = Run(strategy, w);
            return w.Starts.Zip(w.Ends).All(p => all.Count(e => e.Start <= p.First && e.End >= p.Second) == 1)
                && Run(strategy, w, "PER").SequenceEqual(all.Where(e => e.Label != "PER"));
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Words_of_one_piece_make_the_strategies_agree()
    {
        Prop.ForAll(_windows.ToArbitrary(), w =>
        {
            // An unknown piece always is a word.
            (string Text, int[] Ids, int[] Starts, int[] Ends, float[] Logits) unknown = w with { Ids = new int[w.Ids.Length] };
            List<Entity> simple = Run(AggregationStrategy.Simple, unknown, "O");
            return simple.SequenceEqual(Run(AggregationStrategy.First, unknown, "O")) && simple.SequenceEqual(Run(AggregationStrategy.Max, unknown, "O"))
                && simple.SequenceEqual(Run(AggregationStrategy.Average, unknown, "O"));
        }).QuickCheckThrowOnFailure();
    }
}
