using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

/// <summary>What a person is told: each message names the folder or file, the fault, and what to do.</summary>
public sealed class ModelFolderErrorTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_missing_folder_brings_the_names_nearby()
    {
        _temporary.TinyHuggingFace();
        Says(_temporary["modle"], "no model folder", "modle", "Did you mean '" + _temporary["model"] + "'?");
        Says(_temporary["quite-another/deep"], "no model folder", "models/");
        Assert.Throws<ArgumentException>(() => ModelFolder.Open(" "));
    }

    [Fact]
    public void A_file_is_no_folder() =>
        Says(Path.Combine(_temporary.TinyHuggingFace(), "model.onnx"), "is a file", "'" + _temporary["model"] + "'");

    [Fact]
    public void A_model_is_needed()
    {
        string path = _temporary.TinyHuggingFace();
        File.Delete(_temporary["model/model.onnx"]);
        Says(path, "no weights and no .onnx file", "safetensors", "Spark NLP");
        _temporary.Write("model/tf_model.h5", "x");
        Says(path, "tf_model.h5", "TensorFlow");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("pytorch_model.bin")]
    public void In_memory_weights_must_have_been_imported(string weights)
    {
        var files = new Dictionary<string, byte[]> { ["config.json"] = "{}"u8.ToArray(), ["vocab.txt"] = "[PAD]"u8.ToArray(), [weights] = [1] };
        string message = Assert.Throws<ModelFormatException>(() => ModelFolder.FromFiles("m", files)).Message;
        Assert.Contains(weights, message, StringComparison.Ordinal);
        Assert.Contains("model import", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_of_which_none_has_the_usual_name()
    {
        string path = _temporary.TinyHuggingFace(onnxName: "a.onnx");
        _temporary.Write("model/b.onnx", "x");
        Says(path, "several .onnx files", "a.onnx, b.onnx", "Rename");
    }

    [Fact]
    public void A_config_is_needed_and_must_make_sense()
    {
        string path = _temporary.TinyHuggingFace();
        _temporary.Write("model/config.json", "{\"id2label\"");
        Says(path, "config.json", "not valid JSON");
        _temporary.Write("model/config.json", "");
        Says(path, "config.json", "is empty");
        File.Delete(_temporary["model/config.json"]);
        Says(path, "has no config.json", "names the labels");
        Directory.CreateDirectory(_temporary["model/config.json"]);
        Says(path, "config.json' is a folder");
    }

    [Fact]
    public void A_tokenizer_is_needed()
    {
        string path = _temporary.TinyHuggingFace();
        File.Delete(_temporary["model/vocab.txt"]);
        Says(path, "no tokenizer.json and no vocab.txt");
        _temporary.Write("model/merges.txt", "x");
        Says(path, "merges.txt", "not supported");
        Assert.Throws<ModelFormatException>(() => ModelFolder.OpenTokenizer(path));
        _temporary.Write("model/tokenizer.json", "{\"model\"");
        Says(path, "tokenizer.json", "not valid JSON");
    }

    [Fact]
    public void Assets_need_both_lists()
    {
        string path = _temporary.TinySparkNlp();
        _temporary.Write("model/assets/labels.txt", "");
        Says(path, "labels.txt' is empty");
        File.Delete(_temporary["model/assets/labels.txt"]);
        Says(path, "no assets/labels.txt", "one label a line");
        File.Delete(_temporary["model/assets/vocab.txt"]);
        Says(path, "no assets/vocab.txt");
    }

    [Fact]
    public void Label_counts_must_agree_where_the_graph_states_its_own()
    {
        string path = _temporary.TinyHuggingFace(new TinyOnnx { Labels = 4, OutputShape = [-1, -1, 4] });
        Says(path, "gives 4 scores", "id2label in config.json names 3 labels", "different models");
        _temporary.Write("model/config.json", "{}");
        Says(path, "gives 4 scores", "config.json has no id2label");
        Says(_temporary.TinySparkNlp(new TinyOnnx { Labels = 4, OutputShape = [-1, -1, 4] }), "gives 4 scores", "assets/labels.txt names 3 labels");
    }

    [Fact]
    public void Label_counts_must_agree_where_only_a_run_shows_them()
    {
        ModelFolder folder = ModelFolder.Open(_temporary.TinyHuggingFace(new TinyOnnx { Labels = 4 }));
        var error = Assert.Throws<ModelFormatException>(() => OnnxTokenClassifier.Load(folder));
        Assert.Contains("gives 4 scores", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_word_pieces_than_the_model_knows()
    {
        string path = _temporary.TinyHuggingFace(new TinyOnnx { Pieces = 9 });
        Says(path, "knows 9 word pieces", "vocab.txt has 10");
        _temporary.Write("model/tokenizer.json", """{"model": {"vocab": {"a": 8}}, "added_tokens": [{"id": 11}]}""");
        Says(path, "knows 9 word pieces", "tokenizer.json has 12");
        _temporary.Write("model/tokenizer.json", """{"model": {"vocab": {"a": 8}}}""");
        Says(path, "knows 9 word pieces", "config.json has 10");
        _temporary.Write("model/config.json", """{"id2label": {"0": "O", "1": "B-X", "2": "I-X"}}""");
        Assert.Equal(9, ModelFolder.Open(path).Signature!.Tables.Pieces);
    }

    [Theory]
    [InlineData("input_ids,attention_mask,pixel_values", "'pixel_values' is not supported")]
    [InlineData("attention_mask", "no input 'input_ids'")]
    [InlineData("input_ids", "no input 'attention_mask' but 'input_ids'")]
    public void Inputs_must_be_those_of_a_classifier(string inputs, string reason) =>
        Says(_temporary.TinyHuggingFace(new TinyOnnx { Inputs = inputs.Split(',') }), "cannot be used", reason, "token_type_ids");

    [Fact]
    public void Input_types_and_shapes_are_checked()
    {
        Says(_temporary.TinyHuggingFace(new TinyOnnx { InputType = TinyOnnx.Float }), "element type Float", "Int64");
        Says(_temporary.TinyHuggingFace(new TinyOnnx { InputShape = [1, 128] }), "[1, 128]", "dynamic axes");
        Says(_temporary.TinyHuggingFace(new TinyOnnx { InputShape = [-1, -1, 4] }), "[?, ?, 4]");
    }

    [Fact]
    public void Outputs_are_checked()
    {
        Says(_temporary.TinyHuggingFace(new TinyOnnx { OutputType = TinyOnnx.Float16 }), "'logits' has the element type Float16");
        Says(_temporary.TinyHuggingFace(new TinyOnnx { OutputShape = [-1, 3] }), "[?, 3]", "no token classifier");
        Says(_temporary.TinyHuggingFace(new TinyOnnx { Output = "scores", OutputType = TinyOnnx.Int64 }), "no output 'logits' but 'scores'");
        ModelFolder.Open(_temporary.TinyHuggingFace(new TinyOnnx { Output = "scores" }));
    }

    [Fact]
    public void A_file_that_is_no_model()
    {
        string path = _temporary.TinyHuggingFace();
        _temporary.Write("model/model.onnx", "");
        Says(path, "model.onnx' is empty");
        _temporary.Write("model/model.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        Says(path, "Git LFS pointer", "git lfs pull");
        _temporary.Write("model/model.onnx", "<!DOCTYPE html><html></html>");
        Says(path, "damaged or no ONNX model");
        _temporary.Write("model/model.onnx", "PK\u0003\u0004 a zip file");
        Says(path, "damaged or no ONNX model");
        _temporary.Write("model/model.onnx", (byte[])new Proto().Varint(1, 8));
        Says(path, "holds no graph");
    }

    [Fact]
    public void A_model_that_ONNX_Runtime_refuses()
    {
        ModelFolder folder = ModelFolder.Open(_temporary.TinyHuggingFace(new TinyOnnx
        {
            ExtraGraphPart = new Proto().Message(1, TinyOnnx.Node("NoSuchOperator", ["table"], "x")),
        }));
        var error = Assert.Throws<ModelFormatException>(() => OnnxTokenClassifier.Load(folder));
        Assert.Contains(folder.OnnxPath!, error.Message, StringComparison.Ordinal);
        Assert.Contains("NoSuchOperator", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    private static void Says(string path, params string[] parts)
    {
        var error = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.NotEmpty(error.Path);
    }
}
