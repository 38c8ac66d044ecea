using System.Text;
using SparkNer.Onnx.Graphs;

namespace SparkNer.Benchmarks;

/// <summary>The model that is measured: DistilBERT-base but for its vocabulary, which costs memory and no time.</summary>
internal static class BenchModel
{
    public const int Vocabulary = 5000;

    public static ModelArchitecture Architecture { get; } = ModelArchitecture.Parse(
        Encoding.UTF8.GetBytes($$"""{"model_type": "distilbert", "vocab_size": {{Vocabulary}}, "num_labels": 9}"""));
}
