using System.Text.Json;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

/// <summary>The scores of the real libraries.</summary>
public sealed class GoldenLogitsTests
{
    // The libraries' own 32-bit answers are up to 1e-5 from the 64-bit ones.
    private const float Tolerance = 5e-5f;
    private const float NeighbourTolerance = 2e-5f;

    [Theory]
    [InlineData("bert-cased", "logits.npy")]
    [InlineData("bert-cased", "onnxruntime_logits.npy")]
    [InlineData("bert-cased-optimum", "onnxruntime_logits.npy")]
    [InlineData("distilbert-cased", "logits.npy")]
    [InlineData("distilbert-cased", "onnxruntime_logits.npy")]
    public void Scores_are_those_of_the_libraries(string model, string file)
    {
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(ModelFolder.Open(Golden.PathOf("hf", "models", model)));
        Input[] inputs = [.. Inputs(model == "bert-cased-optimum" ? "bert-cased" : model).Where(i => i.HasPlainTypes)];
        Assert.True(inputs.Length >= 50);
        float[] expected = Npy.Floats(Golden.PathOf("hf", "models", model, "golden", file), out int[] shape);
        Assert.Equal(classifier.Labels.Count, shape[1]);
        float[][] scores = Classify(classifier, [.. inputs.Select(i => i.Ids)]);
        foreach ((Input input, float[] actual) in inputs.Zip(scores))
        {
            Assert.True(Distance(expected.AsSpan(input.Row * shape[1], actual.Length), actual) <= Tolerance, $"input {input.Id}");
        }
    }

    [Theory]
    [InlineData("bert-cased")]
    [InlineData("distilbert-cased")]
    public void Scores_in_given_batches_are_those_of_the_libraries(string model)
    {
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(
            ModelFolder.Open(Golden.PathOf("hf", "models", model)), new OnnxOptions { BatchTokens = 100_000 });
        float[] expected = Npy.Floats(Golden.PathOf("hf", "models", model, "golden", "batch_logits.npy"), out int[] shape);
        Dictionary<int, Input> inputs = Inputs(model).ToDictionary(i => i.Id);
        int compared = 0;
        foreach (JsonElement batch in Golden.Lines("hf", "models", model, "golden", "batches.jsonl.gz"))
        {
            int[] rows = Numbers(batch.GetProperty("rows"));
            int length = batch.GetProperty("length").GetInt32();
            int row = batch.GetProperty("logits_row").GetInt32();
            float[][] scores = Classify(classifier, [.. rows.Select(r => inputs[r].Ids)]);
            for (int i = 0; i < rows.Length; i++)
            {
                if (inputs[rows[i]].HasPlainTypes)
                {
                    Assert.True(Distance(expected.AsSpan((row + (i * length)) * shape[1], scores[i].Length), scores[i]) <= Tolerance);
                    compared++;
                }
            }
        }

        Assert.True(compared >= 25);
    }

    [Theory]
    [InlineData("hf/models/bert-cased")]
    [InlineData("hf/models/bert-cased-optimum")]
    [InlineData("hf/models/distilbert-cased")]
    [InlineData("spark-nlp/models/tiny-bert-uncased")]
    [InlineData("spark-nlp/models/tiny-distilbert-cased")]
    public void Neighbours_batch_size_and_threads_do_not_matter(string path)
    {
        ModelFolder folder = ModelFolder.Open(Golden.PathOf(path.Split('/')));
        using OnnxTokenClassifier alone = OnnxTokenClassifier.Load(folder, new OnnxOptions { BatchTokens = 1 });
        int[][] sequences = Random(alone, 120, folder.MaxPositions!.Value);
        float[][] expected = Classify(alone, sequences);
        foreach (OnnxOptions options in (OnnxOptions[])[new(), new() { BatchTokens = 4096 }, new() { BatchTokens = 300, IntraOpThreads = 2 }])
        {
            using OnnxTokenClassifier together = OnnxTokenClassifier.Load(folder, options);
            float[][] actual = Classify(together, sequences);
            for (int i = 0; i < sequences.Length; i++)
            {
                Assert.True(Distance(expected[i], actual[i]) <= NeighbourTolerance, $"sequence {i} of {sequences[i].Length} pieces");
                Assert.Equal(Labels(expected[i]), Labels(actual[i]));
            }
        }
    }

    [Fact]
    public void The_default_model_gives_a_sequence_the_same_scores_alone_and_in_company()
    {
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(ModelFolder.Open(Golden.DefaultModel));
        Assert.Equal(512, classifier.MaxSequenceLength);
        Assert.Equal(32000, classifier.VocabularySize);
        int[][] sequences = Random(classifier, 24, 100);
        float[][] together = Classify(classifier, sequences);
        for (int i = 0; i < sequences.Length; i++)
        {
            Assert.True(Distance(Classify(classifier, [sequences[i]])[0], together[i]) <= NeighbourTolerance);
        }
    }

    private static int[][] Random(OnnxTokenClassifier classifier, int count, int longest)
    {
        var random = new Random(20261121);
        return [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, i == 0 ? longest : 1 + random.Next(i % 10 == 0 ? longest : 40))
            .Select(_ => random.Next(classifier.VocabularySize!.Value)).ToArray())];
    }

    private static float[][] Classify(OnnxTokenClassifier classifier, int[][] sequences)
    {
        float[][] scores = [.. sequences.Select(s => new float[s.Length * classifier.Labels.Count])];
        classifier.Classify([.. sequences.Select(s => new ReadOnlyMemory<int>(s))], [.. scores.Select(s => new Memory<float>(s))]);
        return scores;
    }

    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        float largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            Assert.True(float.IsFinite(b[i]));
            largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
        }

        return largest;
    }

    private static int[] Labels(float[] scores) => [.. scores.Chunk(9).Select(row => Array.IndexOf(row, row.Max()))];

    private static IEnumerable<Input> Inputs(string model) => Golden.Lines("hf", "models", model, "golden", "inputs.jsonl.gz").Select(line => new Input(
        line.GetProperty("id").GetInt32(),
        Numbers(line.GetProperty("input_ids")),
        line.GetProperty("logits_row").GetInt32(),
        !line.TryGetProperty("token_type_ids", out JsonElement types) || Numbers(types).All(t => t == 0)));

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetInt32())];

    // A tagger never has token types other than 0, so the golden inputs with others have no counterpart.
    private sealed record Input(int Id, int[] Ids, int Row, bool HasPlainTypes);
}
