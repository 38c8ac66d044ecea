using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Quantization;

/// <summary>What a quantized model gives for a text depends on the text alone.</summary>
public sealed class QuantizedScoresTests
{
    private const float Tolerance = 1e-6f;

    [Theory]
    [InlineData("distilbert", 7)]
    [InlineData("distilbert", 8)]
    [InlineData("bert", 7)]
    [InlineData("bert", 8)]
    public void Neighbours_padding_and_batch_size_change_no_score_of_random_models(string type, int bits) => Prop.ForAll(
        Gen.Choose(1, 10_000).Zip(Gen.NonEmptyListOf(Gen.Choose(1, SmallModels.Positions))).ToArbitrary(),
        sample =>
        {
            (int seed, List<int> lengths) = (sample.Item1, [.. sample.Item2]);
            using var folder = new TemporaryFolder();
            ModelFolder model = ModelQuantization.Run(ModelFolder.Open(folder.Random(type, seed: seed)), folder["int8"], bits);
            CheckIndependence(model, SmallModels.Sequences(seed, lengths));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Fact]
    public void Neighbours_padding_and_batch_size_change_no_score_of_the_default_model()
    {
        using var folder = new TemporaryFolder();
        ModelFolder model = ModelQuantization.Run(ModelFolder.Open(Golden.DefaultModel), folder["int8"], 7);
        var random = new Random(3);
        CheckIndependence(model, [.. Enumerable.Range(0, 60).Select(_ => (ReadOnlyMemory<int>)Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.Next(32_000)).ToArray())]);
    }

    [Fact]
    public void Rows_that_are_all_zero_give_what_they_gave_before()
    {
        using var folder = new TemporaryFolder();
        float[] table = SmallModels.Numbers(SmallModels.Pieces * 32, 3);
        table.AsSpan(0, 64).Clear();
        string source = folder.Chain([new("MatMul", ["embedded", "weights"], ["hidden"])], [SmallModels.Floats("weights", SmallModels.Numbers(32 * 64, 9), 32, 64)], table: table);
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(ModelQuantization.Run(ModelFolder.Open(source), folder["int8"], 7));
        Assert.All(classifier.Scores(new[] { 0, 1 }), score => Assert.Equal(0, score));
    }

    [Fact]
    public void A_piece_of_huge_activations_leaves_those_beside_it_alone()
    {
        using var folder = new TemporaryFolder();
        float[] table = SmallModels.Numbers(SmallModels.Pieces * 32, 3);
        for (int i = 0; i < 32; i++)
        {
            table[i] *= 1e30f;
        }

        string source = folder.Chain([new("MatMul", ["embedded", "weights"], ["hidden"])], [SmallModels.Floats("weights", SmallModels.Numbers(32 * 64, 9), 32, 64)], table: table);
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(ModelQuantization.Run(ModelFolder.Open(source), folder["int8"], 7));
        float[] beside = classifier.Scores(new[] { 5, 0, 6 });
        float[] alone = [.. classifier.Scores(new[] { 5 }), .. classifier.Scores(new[] { 6 })];
        Assert.Equal(alone, [.. beside[..SmallModels.Labels], .. beside[(2 * SmallModels.Labels)..]]);
        Assert.All(beside, score => Assert.True(float.IsFinite(score)));
    }

    [Theory]
    [InlineData("distilbert")]
    [InlineData("bert")]
    public void Scores_stay_near_those_of_the_original(string type)
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Random(type));
        ReadOnlyMemory<int>[] sequences = SmallModels.Sequences(5, Enumerable.Repeat(20, 50));
        float[] expected = Scores(source, sequences);
        float spread = expected.Max() - expected.Min();
        double eight = Error(expected, Scores(ModelQuantization.Run(source, folder["8"], 8), sequences)) / spread;
        double seven = Error(expected, Scores(ModelQuantization.Run(source, folder["7"], 7), sequences)) / spread;
        Assert.InRange(eight, 0, 0.01);
        Assert.InRange(seven, 0, 0.01);
    }

    private static void CheckIndependence(ModelFolder model, ReadOnlyMemory<int>[] sequences)
    {
        using OnnxTokenClassifier one = OnnxTokenClassifier.Load(model, new OnnxOptions { BatchTokens = 1 });
        using OnnxTokenClassifier many = OnnxTokenClassifier.Load(model, new OnnxOptions { BatchTokens = 4096 });
        float[] alone = one.Scores(sequences);
        float[] together = many.Scores(sequences);
        float[] turned = many.Scores([.. sequences.Reverse().Take(sequences.Length / 2)]);
        float[] turnedAlone = one.Scores([.. sequences.Reverse().Take(sequences.Length / 2)]);
        Assert.True(Largest(alone, together) <= Tolerance, $"{Largest(alone, together)}");
        Assert.True(Largest(turnedAlone, turned) <= Tolerance, $"{Largest(turnedAlone, turned)}");
    }

    private static float[] Scores(ModelFolder model, ReadOnlyMemory<int>[] sequences)
    {
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(model);
        return classifier.Scores(sequences);
    }

    private static double Error(float[] expected, float[] actual) => Math.Sqrt(expected.Zip(actual, (e, a) => (double)(e - a) * (e - a)).Average());

    private static float Largest(float[] first, float[] second) => first.Zip(second, (a, b) => MathF.Abs(a - b)).Append(0).Max();
}
