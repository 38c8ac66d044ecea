using System.Text;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Tests.Support;

namespace SparkNer.Onnx.Tests.Graphs;

public sealed class ModelArchitectureTests
{
    [Fact]
    public void Sizes_are_read_under_the_names_of_the_family()
    {
        ModelArchitecture small = TinyArchitecture.Of(TinyArchitecture.DistilBert);
        Assert.Equal("distilbert", small.Family.ModelType);
        Assert.Equal((12, 3, 2, 20), (small.Width, small.Heads, small.Layers, small.HiddenWidth));
        Assert.Equal((30, 16, 0, 3), (small.Vocabulary, small.Positions, small.TokenTypes, small.Labels));
        Assert.Equal(1e-12f, small.Epsilon);
        ModelArchitecture bert = TinyArchitecture.Of(TinyArchitecture.Bert, """{"layer_norm_eps": 1e-5, "type_vocab_size": 3}""");
        Assert.Equal((8, 2, 2, 24), (bert.Width, bert.Heads, bert.Layers, bert.HiddenWidth));
        Assert.Equal((30, 16, 3, 3), (bert.Vocabulary, bert.Positions, bert.TokenTypes, bert.Labels));
        Assert.Equal(1e-5f, bert.Epsilon);
    }

    [Theory]
    [InlineData("""{"model_type": "bert"}""", 12, 768, 12, 3072, 2)]
    [InlineData("""{"model_type": "distilbert"}""", 6, 768, 12, 3072, 0)]
    [InlineData("""{"model_type": "distilbert", "hidden_size": 24, "num_attention_heads": 2, "num_hidden_layers": 1}""", 1, 24, 2, 3072, 0)]
    [InlineData("""{"architectures": ["BertForTokenClassification"]}""", 12, 768, 12, 3072, 2)]
    public void What_is_not_said_is_what_the_library_takes(string config, int layers, int width, int heads, int hiddenWidth, int tokenTypes)
    {
        var architecture = ModelArchitecture.Parse(Encoding.UTF8.GetBytes(config));
        Assert.Equal(
            (layers, width, heads, hiddenWidth, tokenTypes),
            (architecture.Layers, architecture.Width, architecture.Heads, architecture.HiddenWidth, architecture.TokenTypes));
        Assert.Equal((30522, 512, 2), (architecture.Vocabulary, architecture.Positions, architecture.Labels));
        Assert.Equal(Activation.Gelu, architecture.Activation);
    }

    [Theory]
    [InlineData("gelu", "Gelu")]
    [InlineData("gelu_python", "Gelu")]
    [InlineData("gelu_new", "TanhGelu")]
    [InlineData("gelu_fast", "TanhGelu")]
    [InlineData("gelu_pytorch_tanh", "TanhGelu")]
    [InlineData("relu", "Relu")]
    public void Activations_are_known_by_name(string name, string expected)
    {
        Assert.Equal(expected, TinyArchitecture.Of(TinyArchitecture.DistilBert, $$"""{"activation": "{{name}}"}""").Activation.ToString());
        Assert.Equal(expected, TinyArchitecture.Of(TinyArchitecture.Bert, $$"""{"hidden_act": "{{name}}"}""").Activation.ToString());
    }

    [Theory]
    [InlineData("""{"position_embedding_type": "absolute", "is_decoder": false, "add_cross_attention": false, "pruned_heads": {}}""")]
    [InlineData("""{"position_embedding_type": null, "architectures": null, "auto_map": null, "layer_norm_eps": null}""")]
    [InlineData("""{"architectures": ["BertModel", "BertForTokenClassification"], "problem_type": null, "a field of tomorrow": [1]}""")]
    public void What_says_nothing_unusual_is_accepted(string changes) => Assert.Equal(8, TinyArchitecture.Of(TinyArchitecture.Bert, changes).Width);

    [Theory]
    [InlineData("""{"model_type": "roberta"}""", "'roberta'", "bert (BertForTokenClassification)")]
    [InlineData("""{"model_type": null, "architectures": null}""", "model_type is missing", "distilbert")]
    [InlineData("""{"model_type": 3}""", "model_type is 3")]
    [InlineData("""{"architectures": ["BertForMaskedLM"]}""", "'BertForMaskedLM'", "no token classifier")]
    [InlineData("""{"architectures": ["DistilBertForTokenClassification"]}""", "BertForTokenClassification is needed")]
    [InlineData("""{"architectures": []}""", "architectures is []")]
    [InlineData("""{"architectures": "BertForTokenClassification"}""", "architectures", "a list")]
    [InlineData("""{"hidden_act": "quick_gelu"}""", "hidden_act is 'quick_gelu'", "relu")]
    [InlineData("""{"hidden_act": 7}""", "hidden_act is 7")]
    [InlineData("""{"position_embedding_type": "relative_key"}""", "'relative_key'", "absolute")]
    [InlineData("""{"is_decoder": true}""", "is_decoder")]
    [InlineData("""{"is_decoder": "no"}""", "is_decoder", "true or false")]
    [InlineData("""{"add_cross_attention": true}""", "add_cross_attention")]
    [InlineData("""{"pruned_heads": {"0": [1]}}""", "pruned_heads")]
    [InlineData("""{"quantization_config": {"bits": 8}}""", "quantization_config")]
    [InlineData("""{"auto_map": {"AutoModel": "mine.Model"}}""", "auto_map", "Python")]
    [InlineData("""{"hidden_size": 9}""", "hidden_size is 9", "2 attention heads")]
    [InlineData("""{"hidden_size": 0}""", "hidden_size is 0")]
    [InlineData("""{"num_hidden_layers": -1}""", "num_hidden_layers is -1")]
    [InlineData("""{"num_hidden_layers": 1.5}""", "num_hidden_layers is 1.5")]
    [InlineData("""{"num_attention_heads": "2"}""", "num_attention_heads")]
    [InlineData("""{"intermediate_size": 99999999999}""", "intermediate_size")]
    [InlineData("""{"layer_norm_eps": 0}""", "layer_norm_eps is 0")]
    [InlineData("""{"layer_norm_eps": 1e999}""", "layer_norm_eps")]
    [InlineData("""{"type_vocab_size": []}""", "type_vocab_size is []")]
    [InlineData("""{"vocab_size": -5}""", "vocab_size is -5")]
    [InlineData("""{"id2label": {"0": "O", "2": "X"}}""", "not class 1")]
    public void What_cannot_be_run_is_refused_by_name(string changes, params string[] words)
    {
        var e = Assert.Throws<InvalidDataException>(() => TinyArchitecture.Of(TinyArchitecture.Bert, changes));
        Assert.All(words, w => Assert.Contains(w, e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model_type\": ")]
    [InlineData("{\"model_type\": \"\\ud800\"}")]
    [InlineData("{\"model_type\": \"bert\", \"id2label\": {\"0\": \"\\ud800\"}}")]
    public void What_is_no_configuration_is_refused(string content) =>
        Assert.Throws<InvalidDataException>(() => ModelArchitecture.Parse(Encoding.UTF8.GetBytes(content)));
}
