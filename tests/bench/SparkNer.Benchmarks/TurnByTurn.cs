using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace SparkNer.Benchmarks;

/// <summary>Runs models on the same batches, turn by turn.</summary>
internal static class TurnByTurn
{
    private const int Rounds = 15;

    /// <summary>Batches of 256 positions, and one of 512: rows and their length.</summary>
    public static IReadOnlyList<(int Rows, int Length)> Shapes { get; } = [(16, 16), (8, 32), (4, 64), (2, 128), (1, 256), (1, 512)];

    /// <summary>A time, and how many times as fast it is as the first.</summary>
    public static string Text(double time, double first) => string.Create(CultureInfo.InvariantCulture, $"{time * 1000:0.0} ms, {first / time:0.00}");

    /// <summary>Processor seconds of a run of each session: medians.</summary>
    public static double[] Measure(BenchSession[] sessions, int rows, int length)
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
