using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Benchmarks;

/// <summary>The product's graph against others that compute the same, turn by turn on the same batches.</summary>
internal static class GraphBenchmark
{
    public static void Run(TextWriter output)
    {
        using var weights = new RandomWeights(BenchModel.Architecture, 1);
        OnnxGraph own = ModelGraph.Build(BenchModel.Architecture, weights);
        (string Name, BenchSession Session)[] variants =
        [
            ("plain operators", new BenchSession(new PlainGraph(BenchModel.Architecture, weights).Build())),
            ("own graph", new BenchSession(own)),
            ("with Attention", new BenchSession(GraphVariants.WithAttentionOperator(own))),
        ];
        output.WriteLine($"| rows x length | {string.Join(" | ", variants.Select(v => v.Name))} |");
        output.WriteLine($"| --- |{string.Concat(variants.Select(_ => " --- |"))}");
        foreach ((int rows, int length) in TurnByTurn.Shapes)
        {
            double[] times = TurnByTurn.Measure([.. variants.Select(v => v.Session)], rows, length);
            output.WriteLine($"| {rows} x {length} | {string.Join(" | ", times.Select(t => TurnByTurn.Text(t, times[0])))} |");
        }

        Array.ForEach(variants, v => v.Session.Dispose());
    }
}
