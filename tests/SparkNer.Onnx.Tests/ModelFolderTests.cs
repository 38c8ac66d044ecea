using System.Security.Cryptography;
using System.Text;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

public sealed class ModelFolderTests
{
    [Theory]
    [InlineData("distilbert-cased", "model.onnx", "O B-PER I-PER")]
    [InlineData("bert-cased", "model.onnx", "O B-MISC I-MISC B-PER I-PER B-ORG I-ORG B-LOC I-LOC")]
    [InlineData("bert-cased-optimum", "model.onnx", "O B-MISC I-MISC B-PER I-PER B-ORG I-ORG B-LOC I-LOC")]
    public void A_Hugging_Face_folder_is_read(string name, string onnx, string firstLabels)
    {
        ModelFolder folder = ModelFolder.Open(Golden.PathOf("hf", "models", name));
        Assert.Equal(ModelFolderKind.HuggingFace, folder.Kind);
        Assert.Equal(Golden.PathOf("hf", "models", name), folder.Path);
        Assert.Equal(Path.Combine(folder.FilesPath, onnx), folder.OnnxPath);
        Assert.StartsWith(firstLabels, string.Join(' ', folder.Labels), StringComparison.Ordinal);
        Assert.Equal(9, folder.Labels.Count);
        Assert.Equal(1499, folder.VocabularySize);
        Assert.Equal(512, folder.MaxPositions);
        Assert.Equal(1499, folder.Signature!.Tables.Pieces);
        Assert.Equal(512, folder.Signature.Tables.Positions);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "vocab.txt")), folder.Vocabulary!.Value);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "tokenizer.json")), folder.TokenizerJson!.Value);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "tokenizer_config.json")), folder.TokenizerConfigJson!.Value);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "special_tokens_map.json")), folder.SpecialTokensMapJson!.Value);
        Assert.NotNull(folder.ConfigJson);
        Assert.Equal(
            ["config.json", onnx, "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"], folder.Files.Select(f => f.Name));
    }

    [Theory]
    [InlineData("tiny-bert-uncased", 30522)]
    [InlineData("tiny-distilbert-cased", 28996)]
    public void A_Spark_NLP_folder_is_one_though_a_Hugging_Face_config_stands_beside(string name, int pieces)
    {
        ModelFolder folder = ModelFolder.Open(Golden.PathOf("spark-nlp", "models", name));
        Assert.Equal(ModelFolderKind.SparkNlp, folder.Kind);
        Assert.Equal("O B-PER I-PER B-ORG I-ORG B-LOC I-LOC B-MISC I-MISC", string.Join(' ', folder.Labels));
        Assert.Equal(pieces, folder.Signature!.Tables.Pieces);
        Assert.Equal(512, folder.MaxPositions);
        Assert.Null(folder.VocabularySize);
        Assert.Null(folder.ConfigJson);
        Assert.Null(folder.TokenizerJson);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "assets", "vocab.txt")), folder.Vocabulary!.Value);
        Assert.Equal(["assets/labels.txt", "assets/vocab.txt", "model.onnx"], folder.Files.Select(f => f.Name));
    }

    [Fact]
    public void Tokenizer_files_of_Hugging_Face_beside_assets_do_not_count()
    {
        using var temporary = new TemporaryFolder();
        temporary.TinyHuggingFace();
        temporary.Write("model/model.safetensors", "x");
        ModelFolder folder = ModelFolder.Open(temporary.TinySparkNlp());
        Assert.Equal(ModelFolderKind.SparkNlp, folder.Kind);
        Assert.Null(folder.TokenizerConfigJson);
        Assert.Equal(3, folder.Files.Count);
    }

    [Fact]
    public void Pictures_in_assets_beside_a_model_in_onnx_make_no_Spark_NLP_folder()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("model/assets/logo.png", "x");
        Assert.Equal(ModelFolderKind.HuggingFace, ModelFolder.Open(temporary.TinyHuggingFace(onnxName: "onnx/model.onnx")).Kind);
    }

    [Theory]
    [InlineData("model.onnx", "onnx/model.onnx", "model.onnx")]
    [InlineData("onnx/model.onnx", "onnx/model_quantized.onnx", "onnx/model.onnx")]
    [InlineData("onnx/model_quantized.onnx", "onnx/readme.txt", "onnx/model_quantized.onnx")]
    public void The_model_is_the_one_with_the_usual_name_or_the_only_one(string one, string other, string chosen)
    {
        using var temporary = new TemporaryFolder();
        string path = temporary.TinyHuggingFace(onnxName: one);
        temporary.Write("model/" + other, new TinyOnnx().Build());
        Assert.Equal(Path.Combine(path, chosen), ModelFolder.Open(path).OnnxPath);
    }

    [Fact]
    public void A_trailing_slash_and_a_relative_path_are_the_same_folder()
    {
        using var temporary = new TemporaryFolder();
        string path = temporary.TinyHuggingFace();
        Assert.Equal(path, ModelFolder.Open(path + "/").Path);
        Assert.Equal(path, ModelFolder.Open(Path.GetRelativePath(Environment.CurrentDirectory, path)).Path);
    }

    [Fact]
    public void A_tokenizer_needs_no_weights_and_no_labels()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("a/vocab.txt", "[PAD]\n");
        temporary.Write("b/tokenizer.json", "{}");
        temporary.Write("c/assets/vocab.txt", "[PAD]\n");
        Assert.Equal((ModelFolderKind.HuggingFace, null, 0), Summary("a"));
        Assert.Equal((ModelFolderKind.HuggingFace, null, 0), Summary("b"));
        Assert.Equal((ModelFolderKind.SparkNlp, null, 0), Summary("c"));
        Assert.Equal("[PAD]\n", Encoding.UTF8.GetString(ModelFolder.OpenTokenizer(temporary["c"]).Vocabulary!.Value.Span));
        Assert.Throws<ArgumentException>(() => OnnxTokenClassifier.Load(ModelFolder.OpenTokenizer(temporary["a"])));

        (ModelFolderKind, string?, int) Summary(string name)
        {
            ModelFolder folder = ModelFolder.OpenTokenizer(temporary[name]);
            return (folder.Kind, folder.OnnxPath, folder.Labels.Count);
        }
    }

    [Fact]
    public void Files_carry_size_and_hash_and_the_fingerprint_follows_content_and_names_only()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        string first = one.TinyHuggingFace();
        ModelFolder folder = ModelFolder.Open(first);
        ModelFile vocabulary = folder.Files.Single(f => f.Name == "vocab.txt");
        byte[] content = File.ReadAllBytes(Path.Combine(first, "vocab.txt"));
        Assert.Equal(content.Length, vocabulary.Size);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)), vocabulary.Sha256, ignoreCase: true);

        string second = two.TinyHuggingFace();
        two.Write("model/README.md", "words");
        Assert.Equal(folder.Fingerprint, ModelFolder.Open(second).Fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", folder.Fingerprint);

        two.Write("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\ng\n");
        Assert.NotEqual(folder.Fingerprint, ModelFolder.Open(second).Fingerprint);
        two.TinyHuggingFace();
        Directory.CreateDirectory(two["model/onnx"]);
        File.Move(two["model/model.onnx"], two["model/onnx/model.onnx"]);
        Assert.NotEqual(folder.Fingerprint, ModelFolder.Open(second).Fingerprint);
    }

    [Fact]
    public void Data_in_another_file_of_the_folder_is_one_of_its_files()
    {
        using var temporary = new TemporaryFolder();
        var tiny = new TinyOnnx { External = [("location", "weights/table.bin"), ("offset", "0")] };
        string path = temporary.TinyHuggingFace(tiny);
        temporary.Write("model/weights/table.bin", tiny.TableBytes());
        ModelFolder folder = ModelFolder.Open(path);
        Assert.Contains("weights/table.bin", folder.Files.Select(f => f.Name));
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(folder);
        float[] scores = new float[3];
        classifier.Classify([new[] { 7 }], [scores]);
        Assert.Equal(TinyOnnx.Score(7, 1), scores[1]);
    }
}
