using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Benchmarks;

/// <summary>The product's graph against others that compute the same, turn by turn on the same batches.</summary>
internal static class GraphBenchmark
{
    private const int Rounds = 15;

    private static readonly (int Rows, int Length)[] _shapes = [(16, 16), (8, 32), (4, 64), (2, 128), (1, 256), (1, 512)];

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
        foreach ((int rows, int length) in _shapes)
        {
            double[] times = Measure([.. variants.Select(v => v.Session)], rows, length);
            output.WriteLine($"| {rows} x {length} | {string.Join(" | ", times.Select(t => Text(t, times[0])))} |");
        }

        Array.ForEach(variants, v => v.Session.Dispose());
    }

    private static string Text(double time, double first) => string.Create(CultureInfo.InvariantCulture, $"{time * 1000:0.0} ms, {first / time:0.00}");

    private static double[] Measure(BenchSession[] sessions, int rows, int length)
    {
        var random = new Random(1);
        long[] ids = [.. Enumerable.Range(0, rows * length).Select(_ => (long)random.Next(BenchModel.Vocabulary))];

        // Every third row is one piece shorter: what sorting by length leaves.
        long[] mask = [.. Enumerable.Range(0, ids.Length).Select(i => rows > 1 && i / length % 3 == 0 && i % length == length - 1 ? 0L : 1L)];
        using OrtValue idsValue = OrtValue.CreateTensorValueFromMemory(ids, [rows, length]);
        using OrtValue maskValue = OrtValue.CreateTensorValueFromMemory(mask, [rows, length]);
        List<double>[] times = [.. sessions.Select(_ => new List<double>())];
        for (int round = -2; round < Rounds; round++)
        {
            for (int i = 0; i < sessions.Length; i++)
            {
                double time = sessions[i].Run(("input_ids", idsValue), ("attention_mask", maskValue));
                if (round >= 0)
                {
                    times[i].Add(time);
                }
            }
        }

        return [.. times.Select(t => t.Median())];
    }
}
