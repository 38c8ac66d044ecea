using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Graphs;

/// <summary>Which tensors make a model, and what is said when they don't.</summary>
public sealed class CheckpointTests
{
    private static readonly ModelArchitecture _bert = TinyArchitecture.Of(TinyArchitecture.Bert);
    private static readonly RandomWeights _weights = new(_bert, 5, 0.3f);
    private static readonly byte[] _graph = Bytes(_weights);

    [Fact]
    public void Names_without_prefix_and_of_the_first_years_mean_the_same()
    {
        Assert.Equal(_graph, Bytes(ChangedWeights.Renamed(_weights, n => n.StartsWith("bert.", StringComparison.Ordinal) ? n[5..] : n)));
        Assert.Equal(_graph, Bytes(ChangedWeights.Renamed(_weights, n => n
            .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("bert.pooler.dense.weight")]
    [InlineData("bert.embeddings.position_ids")]
    [InlineData("cls.predictions.bias")]
    [InlineData("cls.seq_relationship.weight")]
    [InlineData("qa_outputs.weight")]
    public void What_other_tasks_need_is_left_alone(string name) => Assert.Equal(_graph, Bytes(ChangedWeights.With(_weights, name, 3, 3)));

    [Theory]
    [InlineData("bert.embeddings.word_embeddings.weight", "which a bert model")]
    [InlineData("bert.embeddings.token_type_embeddings.weight", "which a bert model")]
    [InlineData("bert.embeddings.LayerNorm.bias", "which a bert model")]
    [InlineData("bert.encoder.layer.1.attention.self.key.bias", "which a bert model")]
    [InlineData("bert.encoder.layer.0.output.dense.weight", "which a bert model")]
    [InlineData("classifier.weight", "no token classifier's checkpoint")]
    [InlineData("classifier.bias", "no token classifier's checkpoint")]
    public void A_missing_tensor_is_named(string name, string words)
    {
        string message = Refusal(ChangedWeights.Without(_weights, name));
        Assert.Contains($"no tensor '{name}'", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert.embeddings.word_embeddings.weight", 29, 8)]
    [InlineData("bert.embeddings.position_embeddings.weight", 512, 8)]
    [InlineData("bert.encoder.layer.0.intermediate.dense.weight", 8, 24)]
    [InlineData("bert.encoder.layer.0.attention.self.query.bias", 8, 1)]
    [InlineData("classifier.weight", 5, 8)]
    [InlineData("classifier.bias", 5)]
    [InlineData("bert.embeddings.LayerNorm.weight")]
    public void A_wrong_shape_is_named_with_the_right_one(string name, params int[] shape)
    {
        long[] wrong = [.. shape.Select(n => (long)n)];
        string message = Refusal(ChangedWeights.Replaced(_weights, name, t => ChangedWeights.Changed(t, shape: wrong, values: _ => { })));
        Assert.Contains($"'{name}' has the shape [{string.Join(", ", shape)}]", message, StringComparison.Ordinal);
        Assert.Contains(WeightNames.Shape(_weights.Tensors[name].Shape), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_are_no_weights() => Assert.Contains(
        "'classifier.weight' holds no floating-point numbers",
        Refusal(ChangedWeights.Replaced(_weights, "classifier.weight", t => ChangedWeights.Changed(t, type: WeightType.Other))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("bert.encoder.layer.2.output.dense.weight")]
    [InlineData("bert.encoder.layer.0.attention.self.query.lora_A.weight")]
    [InlineData("bert.encoder.layer.0.attention.self.distance_embedding.weight")]
    [InlineData("bert.encoder.layer.0.output.LayerNorm.gamma")]
    [InlineData("bert.encoder.layer.0.crossattention.self.query.weight")]
    public void More_of_an_encoder_than_is_computed_is_another_model(string name) =>
        Assert.Contains($"'{name}'", Refusal(ChangedWeights.With(_weights, name, 8, 8)), StringComparison.Ordinal);

    [Fact]
    public void A_billion_layers_end_at_the_first_that_is_missing() => Assert.Contains(
        "encoder.layer.2.",
        Assert.Throws<InvalidDataException>(() => ModelGraph.Build(_bert with { Layers = int.MaxValue }, _weights)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Weights_of_the_other_family_are_none()
    {
        using var other = new RandomWeights(TinyArchitecture.Of(TinyArchitecture.DistilBert), 1);
        Assert.Contains("which a bert model", Refusal(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert.embeddings.word_embeddings.weight", float.NaN, 13, "[1, 5]")]
    [InlineData("bert.encoder.layer.1.attention.self.value.weight", float.PositiveInfinity, 63, "[7, 7]")]
    [InlineData("bert.encoder.layer.1.output.dense.weight", float.NaN, 24, "[1, 0]")]
    [InlineData("bert.encoder.layer.0.output.LayerNorm.bias", float.NegativeInfinity, 0, "[0]")]
    [InlineData("classifier.bias", float.NaN, 2, "[2]")]
    public void A_number_that_is_none_is_named_with_its_place(string name, float value, int index, string place)
    {
        using ChangedWeights weights = ChangedWeights.Replaced(_weights, name, t => ChangedWeights.Changed(t, values: v => v[index] = value));
        OnnxGraph graph = ModelGraph.Build(_bert, weights);
        string message = Assert.Throws<InvalidDataException>(() => OnnxGraphWriter.Write(graph, Stream.Null)).Message;
        Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        Assert.Contains($"at {place}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_nothing_is_computed_with_may_be_anything()
    {
        using ChangedWeights weights = ChangedWeights.With(_weights, "bert.pooler.dense.bias", 8);
        Assert.Equal(_graph, Bytes(ChangedWeights.Replaced(weights, "bert.pooler.dense.bias", t => ChangedWeights.Changed(t, values: v => v[0] = float.NaN))));
    }

    private static string Refusal(WeightSet weights) => Assert.Throws<InvalidDataException>(() => ModelGraph.Build(_bert, weights)).Message;

    private static byte[] Bytes(WeightSet weights)
    {
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(ModelGraph.Build(_bert, weights), stream);
        return stream.ToArray();
    }
}
