using System.Text.Json.Nodes;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Import;

/// <summary>Folders that are no model, or two: an error that names the file, from the import and from the first use alike, and nothing left behind.</summary>
public sealed class MalformedFolderTests : IDisposable
{
    // By name: what is done to a copy of a good model, and what the message must say.
    private static readonly Dictionary<string, (string Model, Action<TemporaryFolder> Damage, string[] Says)> _cases = new()
    {
        ["no config.json"] = ("distilbert-uncased", f => File.Delete(f["model/config.json"]), ["config.json", "labels"]),
        ["config.json is empty"] = ("distilbert-uncased", f => f.Write("model/config.json", ""), ["config.json", "empty"]),
        ["config.json is no JSON"] = ("distilbert-uncased", f => f.Write("model/config.json", "{\"model_type\""), ["config.json", "JSON"]),
        ["config.json is an array"] = ("distilbert-uncased", f => f.Write("model/config.json", "[]"), ["config.json", "object"]),
        ["config.json is a folder"] = ("distilbert-uncased", f => Swap(f, "config.json"), ["config.json", "folder"]),
        ["config.json leads out of the folder"] = ("distilbert-uncased", f => Link(f, "config.json"), ["config.json", "link"]),
        ["vocab.txt leads out of the folder"] = ("bert-bin", f => Link(f, "vocab.txt"), ["vocab.txt", "link"]),
        ["the weights lead out of the folder"] = ("distilbert-uncased", f => Link(f, "model.safetensors"), ["model.safetensors", "link"]),
        ["the pickle leads out of the folder"] = ("bert-bin", f => Link(f, "pytorch_model.bin"), ["pytorch_model.bin", "link"]),
        ["a shard leads out of the folder"] = ("distilbert-sharded", f => Link(f, "model-00002-of-00004.safetensors"), ["model-00002-of-00004.safetensors", "link"]),
        ["another architecture"] = ("distilbert-uncased", f => Config(f, c => c["model_type"] = "roberta"), ["config.json", "'roberta'", "distilbert"]),
        ["no token classifier"] = ("distilbert-uncased", f => Config(f, c => c["architectures"] = new JsonArray("DistilBertForMaskedLM")), ["config.json", "DistilBertForMaskedLM"]),
        ["a label too many"] = ("distilbert-uncased", f => Config(f, c => c["id2label"]!["9"] = "B-XXX"), ["classifier", "9", "10"]),
        ["a label too few"] = ("distilbert-uncased", f => Config(f, c => ((JsonObject)c["id2label"]!).Remove("8")), ["classifier", "8", "9"]),
        ["a class without a label"] = ("distilbert-uncased", f => Config(f, c => ((JsonObject)c["id2label"]!).Remove("3")), ["config.json", "class 3"]),
        ["a vocabulary of another model"] = ("bert-bin", f => f.Write("model/vocab.txt", File.ReadAllText(f["model/vocab.txt"]) + "more\nstill\n"), ["tokenizer", "word pieces", "1499"]),
        ["the config of another vocabulary"] = ("bert-bin", f => Config(f, c => c["vocab_size"] = 5000), ["pytorch_model.bin", "word_embeddings", "5000"]),
        ["more positions than there are"] = ("bert-bin", f => Config(f, c => c["max_position_embeddings"] = 600), ["pytorch_model.bin", "position_embeddings", "600"]),
        ["more layers than there are"] = ("bert-bin", f => Config(f, c => c["num_hidden_layers"] = 3), ["pytorch_model.bin", "layer.2"]),
        ["a width that heads cannot share"] = ("bert-bin", f => Config(f, c => c["num_attention_heads"] = 5), ["config.json", "5 attention heads"]),
        ["more layers than a number can say"] = ("bert-bin", f => Config(f, c => c["num_hidden_layers"] = 99999999999), ["config.json", "num_hidden_layers"]),
        ["an absurd number of layers"] = ("bert-bin", f => Config(f, c => c["num_hidden_layers"] = int.MaxValue), ["layer"]),
        ["no tokenizer"] = ("distilbert-uncased", f => File.Delete(f["model/tokenizer.json"]), ["no tokenizer.json and no vocab.txt"]),
        ["another kind of tokenizer"] = ("distilbert-uncased", f => File.Move(f["model/tokenizer.json"], f["model/merges.txt"]), ["merges.txt", "not supported"]),
        ["tokenizer.json is no JSON"] = ("distilbert-uncased", f => f.Write("model/tokenizer.json", "{\"model\""), ["tokenizer"]),
        ["no weights"] = ("distilbert-uncased", f => File.Delete(f["model/model.safetensors"]), ["no weights and no .onnx file"]),
        ["only TensorFlow's weights"] = ("distilbert-uncased", f => File.Move(f["model/model.safetensors"], f["model/tf_model.h5"]), ["tf_model.h5", "TensorFlow"]),
        ["the weights are empty"] = ("distilbert-uncased", f => f.Write("model/model.safetensors", ""), ["model.safetensors", "empty"]),
        ["the weights are a folder"] = ("distilbert-uncased", f => Swap(f, "model.safetensors"), ["model.safetensors"]),
        ["the weights are a Git LFS pointer"] = ("distilbert-uncased", f => f.Write("model/model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), ["model.safetensors", "git lfs pull"]),
        ["the weights are cut off"] = ("distilbert-uncased", f => Cut(f, "model.safetensors"), ["model.safetensors"]),
        ["the pickle is cut off"] = ("bert-bin", f => Cut(f, "pytorch_model.bin"), ["pytorch_model.bin"]),
        ["a shard is missing"] = ("distilbert-sharded", f => File.Delete(f["model/model-00003-of-00004.safetensors"]), ["model-00003-of-00004.safetensors"]),
        ["a shard is cut off"] = ("distilbert-sharded", f => Cut(f, "model-00003-of-00004.safetensors"), ["model-00003-of-00004.safetensors"]),
        ["the index leads out of the folder"] = ("distilbert-sharded", f => Replace(f, "model.safetensors.index.json", "model-00003-of", "../model-00003-of"), ["model.safetensors.index.json", "../model"]),
        ["a weight is NaN"] = ("distilbert-uncased", f => SafetensorsBytes.Put(f["model/model.safetensors"], "classifier.weight", float.NaN), ["model.safetensors", "classifier.weight"]),
        ["a weight is infinite"] = ("distilbert-uncased", f => SafetensorsBytes.Put(f["model/model.safetensors"], "distilbert.embeddings.word_embeddings.weight", float.NegativeInfinity), ["model.safetensors", "word_embeddings"]),
        ["a normalization weight is NaN"] = ("distilbert-uncased", f => SafetensorsBytes.Put(f["model/model.safetensors"], "distilbert.transformer.layer.0.sa_layer_norm.weight", float.NaN), ["model.safetensors", "layer_norm"]),
        ["a tensor has another name"] = ("distilbert-uncased", f => Replace(f, "model.safetensors", "\"classifier.bias\"", "\"classifier.biax\""), ["model.safetensors", "classifier.bias"]),
        ["no id2label beside nine classes"] = ("distilbert-uncased", f => Config(f, c => { c.Remove("id2label"); c.Remove("label2id"); }), ["classifier", "9", "2"]),
    };

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Cases => [.. _cases.Keys];

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_ends_in_an_error_that_names_the_matter(string name)
    {
        (string model, Action<TemporaryFolder> damage, string[] says) = _cases[name];
        string path = _temporary.CopyOf("hf", "models", model);
        damage(_temporary);
        var store = new ModelStore(_temporary["to/cache"], _ => { });
        string imported = Assert.Throws<ModelFormatException>(() => ModelImport.Run(path, _temporary["to/imported"])).Message;
        string opened = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path, store)).Message;
        Assert.All([.. says, path], part => Assert.Contains(part, imported, StringComparison.Ordinal));
        Assert.Equal(imported, opened);
        Assert.Empty(store.List());
        Assert.False(Directory.Exists(_temporary["to/imported"]));
        Assert.All(Directory.Exists(_temporary["to"]) ? Directory.EnumerateFiles(_temporary["to"], "*", SearchOption.AllDirectories) : [], f => Assert.EndsWith(".lock", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("/etc/passwd")]
    public void An_onnx_file_whose_data_lie_elsewhere_is_not_imported(string location)
    {
        _temporary.Write("secret.bin", new byte[4096]);
        string path = _temporary.TinyHuggingFace(new TinyOnnx { External = [("location", location)] });
        string message = Assert.Throws<ModelFormatException>(() => ModelImport.Run(path, _temporary["imported"])).Message;
        Assert.Contains(location, message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temporary["imported"]));
    }

    [Fact]
    public void An_onnx_file_that_is_a_link_out_of_the_folder_is_not_imported()
    {
        string path = _temporary.TinyHuggingFace();
        Link(_temporary, "model.onnx");
        Assert.Contains("link", Assert.Throws<ModelFormatException>(() => ModelImport.Run(path, _temporary["imported"])).Message, StringComparison.Ordinal);
    }

    private static void Config(TemporaryFolder folder, Action<JsonObject> change)
    {
        var config = (JsonObject)JsonNode.Parse(File.ReadAllText(folder["model/config.json"]))!;
        change(config);
        folder.Write("model/config.json", config.ToJsonString());
    }

    private static void Link(TemporaryFolder folder, string name)
    {
        string outside = folder[Path.Combine("outside", name)];
        Directory.CreateDirectory(Path.GetDirectoryName(outside)!);
        File.Move(folder["model/" + name], outside);
        File.CreateSymbolicLink(folder["model/" + name], outside);
    }

    private static void Swap(TemporaryFolder folder, string name)
    {
        File.Delete(folder["model/" + name]);
        Directory.CreateDirectory(folder["model/" + name]);
    }

    private static void Cut(TemporaryFolder folder, string name)
    {
        byte[] content = File.ReadAllBytes(folder["model/" + name]);
        folder.Write("model/" + name, content[..^100]);
    }

    private static void Replace(TemporaryFolder folder, string name, string old, string replacement)
    {
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder["model/" + name]));
        folder.Write("model/" + name, System.Text.Encoding.Latin1.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal)));
    }
}
