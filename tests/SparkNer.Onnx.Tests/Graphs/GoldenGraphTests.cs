using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Graphs;

/// <summary>Graphs of our own, made of the golden models' weights, against the scores of the real library.</summary>
public sealed class GoldenGraphTests
{
    private const float Tolerance = 1e-4f;

    public static TheoryData<string> Models => [.. Directory.EnumerateFiles(Golden.PathOf("hf", "models"), "logits.npy", SearchOption.AllDirectories)
        .Select(f => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(f)))!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Logits_are_those_of_the_library(string model)
    {
        string folder = Golden.PathOf("hf", "models", model);
        using WeightSet weights = WeightFiles.Open(folder);
        var architecture = ModelArchitecture.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        using var session = new GraphSession(ModelGraph.Build(architecture, weights));
        GoldenInput[] sequences = [.. GoldenInput.Sequences(model)];
        GoldenInput[] batches = [.. GoldenInput.Batches(model)];
        Assert.True(sequences.Length >= 50 && batches.Length >= 5);
        Compare(session, sequences, Path.Combine(folder, "golden", "logits.npy"), architecture.Labels);
        Compare(session, batches, Path.Combine(folder, "golden", "batch_logits.npy"), architecture.Labels);
    }

    private static void Compare(GraphSession session, IEnumerable<GoldenInput> inputs, string file, int labels)
    {
        float[] expected = Npy.Floats(file, out int[] shape);
        Assert.Equal(labels, shape[1]);
        foreach (GoldenInput input in inputs)
        {
            float[] actual = session.Run(input);
            Assert.Equal(input.Ids.Length * labels, actual.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                // What stands at padding is nobody's concern.
                if (input.Mask[i / labels] != 0)
                {
                    float difference = MathF.Abs(expected[(input.Row * labels) + i] - actual[i]);
                    Assert.True(difference <= Tolerance, $"{Path.GetFileName(file)}, input {input.Id}, position {i / labels}: {difference}");
                }
            }
        }
    }
}
