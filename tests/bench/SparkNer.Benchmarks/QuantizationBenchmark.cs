using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Quantization;
using SparkNer.Onnx.Weights;

namespace SparkNer.Benchmarks;

/// <summary>The product's graph against the same with 8-bit numbers, for DistilBERT-base's size and the default model's.</summary>
internal static class QuantizationBenchmark
{
    public static void Run(TextWriter output)
    {
        Run(output, "DistilBERT-base's size", BenchModel.Architecture);
        Run(output, "the default model's size", BenchModel.Architecture with { Layers = 4, Width = 256, HiddenWidth = 1024, Heads = 4 });
    }

    private static void Run(TextWriter output, string title, ModelArchitecture architecture)
    {
        using var weights = new RandomWeights(architecture, 1);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (FileStream file = File.Create(path))
            {
                OnnxGraphWriter.Write(ModelGraph.Build(architecture, weights), file);
            }

            using var plain = new BenchSession(File.ReadAllBytes(path));
            using var seven = new BenchSession(Quantized(path, 7));
            using var eight = new BenchSession(Quantized(path, 8));
            output.WriteLine($"| rows x length, {title} | 32-bit floats | 7-bit weights | 8-bit weights |");
            output.WriteLine("| --- | --- | --- | --- |");
            foreach ((int rows, int length) in TurnByTurn.Shapes)
            {
                double[] times = TurnByTurn.Measure([plain, seven, eight], rows, length);
                output.WriteLine($"| {rows} x {length} | {string.Join(" | ", times.Select(t => TurnByTurn.Text(t, times[0])))} |");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Quantized(string path, int weightBits)
    {
        OnnxModel model;
        using (FileStream file = File.OpenRead(path))
        {
            model = OnnxModelReader.Read(file);
        }

        using var tensors = new TensorFiles(path);
        using var quantized = new MemoryStream();
        QuantizationPlan.Of(model, tensors, weightBits).Write(model, tensors, quantized);
        return quantized.ToArray();
    }
}
