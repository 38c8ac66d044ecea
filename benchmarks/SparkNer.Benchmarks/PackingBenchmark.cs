using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Benchmarks;

/// <summary>Batches sorted by length and padded, against rows of several sequences without padding, whose pairs of pieces are masked block by block.</summary>
internal static class PackingBenchmark
{
    private const int Rounds = 3;

    // As many as are sorted together when files are annotated.
    private const int Pieces = 15_000;
    private const float Masked = -1e9f;

    public static void Run(TextWriter output)
    {
        // One layer: they are all alike.
        ModelArchitecture architecture = BenchModel.Architecture with { Layers = 1 };
        using var weights = new RandomWeights(architecture, 1);
        OnnxGraph own = ModelGraph.Build(architecture, weights);
        using var sorted = new BenchSession(own);
        using var packed = new BenchSession(GraphVariants.Packed(own));
        output.WriteLine("| pieces a sequence | positions a batch | padding, sorted | sorted | packed | packed / sorted |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (int mean in (int[])[15, 30, 70])
        {
            foreach (int budget in (int[])[128, 256, 512])
            {
                int[] lengths = Lengths(mean, budget);
                List<List<int>> batches = Batches(lengths, budget);
                List<List<int>> rows = Rows(lengths, budget);
                List<double> sortedTimes = [];
                List<double> packedTimes = [];
                for (int round = -1; round < Rounds; round++)
                {
                    double sortedTime = batches.Sum(b => RunSorted(sorted, b));
                    double packedTime = rows.Sum(r => RunPacked(packed, r));
                    if (round >= 0)
                    {
                        sortedTimes.Add(sortedTime);
                        packedTimes.Add(packedTime);
                    }
                }

                double padding = 1 - ((double)lengths.Sum() / batches.Sum(b => b[0] * b.Count));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {mean} | {budget} | {padding:0.0 %} | {lengths.Sum() / sortedTimes.Median():0} pieces/s | {lengths.Sum() / packedTimes.Median():0} pieces/s | {sortedTimes.Median() / packedTimes.Median():0.00} |"));
            }
        }
    }

    // Lengths as texts have them: many short ones, few long ones.
    private static int[] Lengths(int mean, int longest)
    {
        const double spread = 0.6;
        var random = new Random(5);
        return [.. Enumerable.Range(0, Pieces / mean).Select(_ =>
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Clamp((int)(mean * Math.Exp((spread * normal) - (spread * spread / 2))), 3, longest);
        }).OrderDescending()];
    }

    private static List<List<int>> Batches(int[] lengths, int budget)
    {
        List<List<int>> batches = [];
        foreach (int length in lengths)
        {
            if (batches.Count == 0 || (batches[^1].Count + 1) * batches[^1][0] > budget)
            {
                batches.Add([]);
            }

            batches[^1].Add(length);
        }

        return batches;
    }

    // First fit, the longest first: rows are all but full.
    private static List<List<int>> Rows(int[] lengths, int budget)
    {
        List<List<int>> rows = [];
        foreach (int length in lengths)
        {
            List<int>? row = rows.Find(r => r.Sum() + length <= budget);
            if (row is null)
            {
                rows.Add(row = []);
            }

            row.Add(length);
        }

        return rows;
    }

    private static double RunSorted(BenchSession session, List<int> batch)
    {
        int length = batch[0];
        double start = ThreadClock.Now;
        long[] ids = new long[length * batch.Count];
        long[] mask = new long[ids.Length];
        for (int i = 0; i < batch.Count; i++)
        {
            Fill(ids.AsSpan(i * length, batch[i]));
            mask.AsSpan(i * length, batch[i]).Fill(1);
        }

        using OrtValue idsValue = OrtValue.CreateTensorValueFromMemory(ids, [batch.Count, length]);
        using OrtValue maskValue = OrtValue.CreateTensorValueFromMemory(mask, [batch.Count, length]);
        double prepared = ThreadClock.Now - start;
        return prepared + session.Run(("input_ids", idsValue), ("attention_mask", maskValue));
    }

    private static double RunPacked(BenchSession session, List<int> row)
    {
        int total = row.Sum();
        double start = ThreadClock.Now;
        long[] ids = new long[total];
        long[] mask = new long[total];
        long[] positions = new long[total];
        float[] bias = new float[total * total];
        Array.Fill(mask, 1);
        Array.Fill(bias, Masked);
        int at = 0;
        foreach (int length in row)
        {
            Fill(ids.AsSpan(at, length));
            for (int i = 0; i < length; i++)
            {
                positions[at + i] = i;
                bias.AsSpan(((at + i) * total) + at, length).Clear();
            }

            at += length;
        }

        using OrtValue idsValue = OrtValue.CreateTensorValueFromMemory(ids, [1, total]);
        using OrtValue maskValue = OrtValue.CreateTensorValueFromMemory(mask, [1, total]);
        using OrtValue positionsValue = OrtValue.CreateTensorValueFromMemory(positions, [1, total]);
        using OrtValue biasValue = OrtValue.CreateTensorValueFromMemory(bias, [1, 1, total, total]);
        double prepared = ThreadClock.Now - start;
        return prepared + session.Run(
            ("input_ids", idsValue), ("attention_mask", maskValue), (GraphVariants.PositionIds, positionsValue), (GraphVariants.BlockBias, biasValue));
    }

    private static void Fill(Span<long> ids)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = i * 13 % BenchModel.Vocabulary;
        }
    }
}
