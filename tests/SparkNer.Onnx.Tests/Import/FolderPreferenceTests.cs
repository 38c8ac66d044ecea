using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Import;

/// <summary>Where a folder holds a model in several forms, the same one counts everywhere.</summary>
public sealed class FolderPreferenceTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Safetensors_come_before_onnx_and_onnx_before_pickles()
    {
        string path = _temporary.CopyOf("hf", "models", "distilbert-cased");
        Assert.Equal("safetensors", SourceOf(path));
        File.WriteAllText(Path.Combine(path, "pytorch_model.bin"), "no pickle");
        Assert.Equal("safetensors", SourceOf(path));
        File.Delete(Path.Combine(path, "model.safetensors"));
        Assert.Equal("onnx/model.onnx", SourceOf(path));
        Directory.Delete(Path.Combine(path, "onnx"), recursive: true);
        Assert.Contains("pytorch_model.bin", Fails(path), StringComparison.Ordinal);
        File.Copy(Golden.PathOf("hf", "models", "bert-bin", "pytorch_model.bin"), Path.Combine(path, "pytorch_model.bin"), overwrite: true);
        Assert.Contains("pytorch_model.bin", Fails(path), StringComparison.Ordinal);
        File.Copy(Golden.PathOf("hf", "models", "bert-bin", "config.json"), Path.Combine(path, "config.json"), overwrite: true);
        Assert.Equal("pytorch", SourceOf(path));
    }

    [Fact]
    public void Several_onnx_files_do_no_harm_beside_weights()
    {
        string path = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        _temporary.Write("model/onnx/model_fp16.onnx", "x");
        _temporary.Write("model/onnx/model_quantized.onnx", "x");
        Assert.Equal("safetensors", SourceOf(path));
    }

    [Fact]
    public void An_onnx_file_stands_in_for_weights_of_an_architecture_that_is_not_built()
    {
        string path = _temporary.CopyOf("hf", "models", "bert-cased");
        string config = Path.Combine(path, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"model_type\": \"bert\"", "\"model_type\": \"electra\"", StringComparison.Ordinal));
        Assert.Equal("onnx/model.onnx", SourceOf(path));
        Directory.Delete(Path.Combine(path, "onnx"), recursive: true);
        string message = Fails(path);
        Assert.Contains("'electra'", message, StringComparison.Ordinal);
        Assert.Contains(config, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_import_wrote_comes_first()
    {
        string path = ModelImport.Run(Golden.PathOf("hf", "models", "distilbert-uncased"), _temporary["imported"]).Path;
        _temporary.Write("imported/model.safetensors", "x");
        ModelFolder folder = ModelFolder.Open(path);
        Assert.Equal(path, folder.FilesPath);
        Assert.DoesNotContain("model.safetensors", folder.Files.Select(f => f.Name));
    }

    [Fact]
    public void A_spark_nlp_folder_runs_as_it_is_whatever_stands_beside_it()
    {
        string path = _temporary.CopyOf("spark-nlp", "models", "tiny-bert-uncased");
        _temporary.Write("model/model.safetensors", "x");
        ModelFolder folder = ModelFolder.Open(path);
        Assert.Equal((ModelFolderKind.SparkNlp, path), (folder.Kind, folder.FilesPath));
    }

    [Fact]
    public void A_folder_needs_no_import_for_its_tokenizer()
    {
        string path = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        _temporary.Write("model/model.safetensors", "x");
        Assert.Equal(path, ModelFolder.OpenTokenizer(path).FilesPath);
    }

    [Fact]
    public void The_default_model_loads_without_an_import()
    {
        ModelFolder folder = ModelFolder.Open(Golden.DefaultModel);
        Assert.Equal(folder.Path, folder.FilesPath);
        Assert.Equal(folder.Files, folder.Manifest!.Files);
    }

    private static string Fails(string path) => Assert.Throws<ModelFormatException>(() => SourceOf(path)).Message;

    private static string SourceOf(string path)
    {
        ModelFolder folder = ModelFolder.Open(path);
        return folder.Manifest?.Source.Kind ?? Path.GetRelativePath(path, folder.OnnxPath!).Replace(Path.DirectorySeparatorChar, '/');
    }
}
