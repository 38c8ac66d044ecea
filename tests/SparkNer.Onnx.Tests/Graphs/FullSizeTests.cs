using System.Text;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Graphs;

/// <summary>Models of the published sizes, with random weights: weights file, graph, one run. They take gigabytes of disk, and of memory for the run.</summary>
public sealed class FullSizeTests
{
    [Theory]
    [InlineData("""{"model_type": "distilbert", "vocab_size": 28996, "num_labels": 9}""", 65_000_000, 67_000_000)]
    [InlineData(
        """
        {"model_type": "bert", "vocab_size": 28996, "num_labels": 9, "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096}
        """,
        332_000_000, 334_500_000)]
    public void A_model_of_full_size_is_written_in_little_memory_and_runs(string config, long least, long most)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", config);
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + string.Concat(Enumerable.Range(5, 28991).Select(i => $"p{i}\n")));
        ModelArchitecture architecture = ModelArchitecture.Parse(Encoding.UTF8.GetBytes(config));
        SafetensorsWriter.Write(folder["model.safetensors"], [.. CheckpointTensor.Of(architecture).Select((t, i) => SafetensorsEntry.Random(
            (t.IsHead ? "" : architecture.Family.Prefix) + t.Name, [.. t.Shape], i, middle: t.OldName?.EndsWith("gamma", StringComparison.Ordinal) == true ? 1 : 0))]);

        long weightBytes;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        using (WeightSet weights = WeightFiles.Open(folder.Path))
        using (FileStream stream = File.Create(folder["model.onnx"], 1 << 16))
        {
            OnnxGraphWriter.Write(ModelGraph.Build(architecture, weights), stream);
            weightBytes = sizeof(float) * weights.Tensors.Values.Sum(t => t.Count);
        }

        // All that was ever allocated bounds what was held at any time; nothing here is native.
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(weightBytes / sizeof(float), least, most);
        Assert.InRange(allocated, 0, weightBytes / 4);
        Assert.InRange(new FileInfo(folder["model.onnx"]).Length, weightBytes, weightBytes + (1 << 20));

        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(ModelFolder.Open(folder.Path));
        float[] scores = new float[4 * classifier.Labels.Count];
        classifier.Classify([new int[] { 101, 7, 28995, 102 }], [scores]);
        Assert.All(scores, s => Assert.True(float.IsFinite(s)));
        Assert.True(scores.Distinct().Count() > scores.Length / 2);
    }
}
