using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A BERT or DistilBERT token classifier as its papers write it down, one number after the other in 64 bits: slow, and nothing shared with the graph.</summary>
internal sealed class ReferenceModel(ModelArchitecture architecture, WeightSet weights)
{
    private readonly string _prefix = architecture.Family.Prefix;

    /// <summary>The logits of one sequence, [length, labels].</summary>
    public double[][] Run(long[] ids, long[] types)
    {
        double[][] hidden = [.. ids.Select((id, position) =>
        {
            double[] sum = Sum(Row("embeddings.word_embeddings.weight", id), Row("embeddings.position_embeddings.weight", position));
            return architecture.TokenTypes > 0 ? Sum(sum, Row("embeddings.token_type_embeddings.weight", types[position])) : sum;
        })];
        hidden = Normalize(hidden, _prefix + "embeddings.LayerNorm");
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            ModelFamily f = architecture.Family;
            string name = $"{_prefix}{f.Layer}{layer}.";
            double[][] context = Attend(Linear(hidden, name + f.Query), Linear(hidden, name + f.Key), Linear(hidden, name + f.Value));
            double[][] attended = Normalize(Sum(Linear(context, name + f.AttentionOutput), hidden), name + f.AttentionNorm);
            double[][] inner = [.. Linear(attended, name + f.Up).Select(row => row.Select(Activate).ToArray())];
            hidden = Normalize(Sum(Linear(inner, name + f.Down), attended), name + f.OutputNorm);
        }

        return Linear(hidden, "classifier");
    }

    private double[][] Attend(double[][] query, double[][] key, double[][] value)
    {
        int size = architecture.Width / architecture.Heads;
        return [.. query.Select(q =>
        {
            double[] result = new double[q.Length];
            for (int head = 0; head < architecture.Heads; head++)
            {
                int from = head * size;
                double[] scores = [.. key.Select(k => Enumerable.Range(from, size).Sum(i => q[i] * k[i]) / Math.Sqrt(size))];
                double[] powers = [.. scores.Select(s => Math.Exp(s - scores.Max()))];
                for (int i = from; i < from + size; i++)
                {
                    result[i] = value.Zip(powers, (v, p) => v[i] * p).Sum() / powers.Sum();
                }
            }

            return result;
        })];
    }

    private double Activate(double x) => architecture.Activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.TanhGelu => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        _ => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
    };

    // The series whose terms all have one sign: the alternating one loses every digit for arguments of 6 and more. From there on it is 1 in 64 bits.
    private static double Erf(double x)
    {
        if (Math.Abs(x) >= 6)
        {
            return Math.Sign(x);
        }

        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private double[][] Linear(double[][] rows, string name)
    {
        float[] weight = weights.Values(name + ".weight");
        float[] bias = weights.Values(name + ".bias");
        int width = rows[0].Length;
        return [.. rows.Select(row => bias.Select((b, o) => b + row.Select((x, i) => x * weight[(o * width) + i]).Sum()).ToArray())];
    }

    private double[][] Normalize(double[][] rows, string name)
    {
        float[] scale = weights.Values(name + ".weight");
        float[] shift = weights.Values(name + ".bias");
        return [.. rows.Select(row =>
        {
            double mean = row.Average();
            double spread = Math.Sqrt(row.Average(x => (x - mean) * (x - mean)) + architecture.Epsilon);
            return row.Select((x, i) => ((x - mean) / spread * scale[i]) + shift[i]).ToArray();
        })];
    }

    private double[] Row(string name, long row) =>
        [.. weights.Values(_prefix + name).AsSpan((int)row * architecture.Width, architecture.Width).ToArray().Select(x => (double)x)];

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, Sum)];
}
