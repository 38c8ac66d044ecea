using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Import;

/// <summary>Any model folder becomes one that loads as it is, whole or not at all.</summary>
public sealed class ModelImportTests : IDisposable
{
    private const string Text = "Angela Merkel met Tim Cook of Apple Inc. in Cupertino, California.";

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> GoldenModels =>
        [.. new[] { "hf/models", "spark-nlp/models" }.SelectMany(above => Directory.GetDirectories(Golden.PathOf(above.Split('/'))).Select(f => $"{above}/{Path.GetFileName(f)}"))];

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(GoldenModels))]
    public void Every_golden_model_is_imported_and_tags_as_its_folder_does(string name)
    {
        string source = Golden.PathOf(name.Split('/'));
        ModelFolder imported = ModelImport.Run(source, _temporary["imported"]);
        ModelFolder opened = ModelFolder.Open(source);

        // The same files, whether imported for good or into the cache: the same model is the same everywhere.
        Assert.Equal(opened.Fingerprint, imported.Fingerprint);
        Assert.Equal(opened.Files, imported.Files);
        Assert.Equal(imported.Files, imported.Manifest!.Files);
        Assert.Equal(imported.Labels, imported.Manifest.Labels);
        Assert.Equal(_temporary["imported"], imported.FilesPath);
        Assert.Equal(Tagged(opened), Tagged(imported));
        Assert.Equal(
            ["imported"], Directory.EnumerateFileSystemEntries(_temporary.Path).Select(p => Path.GetFileName(p)!));
    }

    [Fact]
    public void The_manifest_says_what_was_read_and_names_no_folder()
    {
        ModelFolder imported = ModelImport.Run(_temporary.CopyOf("hf", "models", "distilbert-sharded"), _temporary["imported"]);
        ModelManifest manifest = imported.Manifest!;
        Assert.Equal(("distilbert", "fp32", 512), (manifest.Architecture, manifest.Precision, manifest.MaxPositions));
        Assert.Equal("safetensors", manifest.Source.Kind);
        Assert.Null(manifest.Source.Repo);
        Assert.Contains("model.safetensors.index.json", manifest.Source.Files.Select(f => f.Name));
        Assert.Equal(4, manifest.Source.Files.Count(f => f.Name.EndsWith(".safetensors", StringComparison.Ordinal)));
        Assert.Equal(["config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json"], manifest.Files.Select(f => f.Name));
        Assert.DoesNotContain(_temporary.Path, File.ReadAllText(_temporary["imported/sparkner.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_of_the_hub_says_which_it_is()
    {
        string source = _temporary.HubSnapshotOf("hf", "models", "distilbert-uncased");
        ModelManifest manifest = ModelImport.Run(source, _temporary["imported"]).Manifest!;
        Assert.Equal(("org/name", new string('a', 40)), (manifest.Source.Repo, manifest.Source.Revision));
    }

    [Fact]
    public void A_blob_that_is_not_what_its_name_promises_is_refused()
    {
        string source = _temporary.HubSnapshotOf("hf", "models", "distilbert-uncased");
        string blob = new FileInfo(Path.Combine(source, "model.safetensors")).ResolveLinkTarget(true)!.FullName;
        byte[] content = File.ReadAllBytes(blob);
        content[^1] ^= 1;
        File.WriteAllBytes(blob, content);
        Says(source, "model.safetensors", "promises", "pull");
    }

    [Fact]
    public void An_onnx_file_is_copied_with_its_external_data()
    {
        var tiny = new TinyOnnx { External = [("location", "weights/table.bin")] };
        string source = _temporary.TinyHuggingFace(tiny, "onnx/model.onnx");
        _temporary.Write("model/onnx/weights/table.bin", tiny.TableBytes());
        _temporary.Write("model/unrelated.bin", "x");
        ModelFolder imported = ModelImport.Run(source, _temporary["imported"]);
        Assert.Equal(["config.json", "onnx/model.onnx", "onnx/weights/table.bin", "vocab.txt"], imported.Files.Select(f => f.Name));
        Assert.Equal("onnx", imported.Manifest!.Source.Kind);
        OnnxTokenClassifier.Load(imported).Dispose();

        // Again, from the import: what is known of the source stays.
        ModelFolder again = ModelImport.Run(imported.Path, _temporary["again"]);
        Assert.Equal(imported.Fingerprint, again.Fingerprint);
        Assert.Equal("onnx", again.Manifest!.Source.Kind);
    }

    [Fact]
    public void What_is_at_the_destination_is_replaced_only_if_it_is_a_model_and_that_is_wanted()
    {
        string source = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        string target = _temporary["imported"];
        ModelImport.Run(source, target);
        Assert.Contains("--force", Assert.Throws<IOException>(() => ModelImport.Run(source, target)).Message, StringComparison.Ordinal);
        string other = Golden.PathOf("hf", "models", "bert-bin");
        Assert.Equal("bert", ModelImport.Run(other, target, replace: true).Manifest!.Architecture);

        _temporary.Write("mine/notes.txt", "x");
        Assert.Contains("no imported model", Assert.Throws<IOException>(() => ModelImport.Run(source, _temporary["mine"], replace: true)).Message, StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(_temporary["mine/notes.txt"]));

        Directory.CreateDirectory(_temporary["empty"]);
        ModelImport.Run(source, _temporary["empty"]);
        Assert.Contains("is a file", Assert.Throws<IOException>(() => ModelImport.Run(source, _temporary["mine/notes.txt"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_not_imported_into_itself()
    {
        string source = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        Directory.CreateSymbolicLink(_temporary["link"], source);
        foreach (string target in new[] { source, Path.Combine(source, "imported"), _temporary.Path, _temporary["link/imported"] })
        {
            Assert.Contains("lies in the other", Assert.Throws<ArgumentException>(() => ModelImport.Run(source, target, replace: true)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Neither_a_failed_nor_a_cancelled_import_leaves_anything()
    {
        string source = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelImport.Run(source, _temporary["to/imported"], cancellationToken: cancelled.Token));
        SafetensorsBytes.PutNaN(Path.Combine(source, "model.safetensors"));
        Says(source, "model.safetensors", "NaN");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary["to"]));
    }

    [Fact]
    public void What_a_killed_import_left_is_deleted_and_what_another_writes_is_not()
    {
        string source = _temporary.CopyOf("hf", "models", "distilbert-uncased");
        _temporary.Write("to/.imported.0.tmp/.lock", "");
        _temporary.Write("to/.imported.0.tmp/model.onnx", "x");
        _temporary.Write("to/.other.0.tmp/.lock", "");
        _temporary.Write("to/.mine.tmp/file", "x");
        using (new FileStream(_temporary["to/.other.0.tmp/.lock"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            ModelImport.Run(source, _temporary["to/imported"]);
        }

        Assert.Equal([".mine.tmp", ".other.0.tmp", "imported"], Directory.EnumerateFileSystemEntries(_temporary["to"]).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(_temporary["to/imported/.lock"]));
    }

    [Fact]
    public void An_imported_folder_that_lost_something_says_so()
    {
        ModelImport.Run(Golden.PathOf("hf", "models", "distilbert-uncased"), _temporary["imported"]);
        string graph = _temporary["imported/model.onnx"];
        byte[] content = File.ReadAllBytes(graph);
        File.WriteAllBytes(graph, content[..^1]);
        Assert.Contains($"has {content.Length - 1} bytes, but sparkner.json says that it has {content.Length}", Fails(_temporary["imported"]), StringComparison.Ordinal);
        File.Delete(graph);
        Assert.Contains("model.onnx", Fails(_temporary["imported"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "not what an import writes")]
    [InlineData("[]", "not what an import writes")]
    [InlineData("{}", "not what an import writes")]
    [InlineData("""{"format":1,"producer":"p","labels":["O"],"source":{"kind":"onnx","files":[]},"files":[]}""", "names no files")]
    [InlineData("""{"format":9,"producer":"sparkner 9.0","labels":["O"],"source":{"kind":"onnx","files":[]},"files":[{"name":"a","size":1,"sha256":"0"}]}""", "format is 9", "sparkner 9.0")]
    [InlineData("""{"format":1,"producer":"p","labels":["O"],"source":{"kind":"onnx","files":[]},"files":[{"name":"../a","size":1,"sha256":"0"}]}""", "'../a'")]
    [InlineData("""{"format":1,"producer":"p","labels":["O"],"source":{"kind":"onnx","files":[]},"files":[{"name":"/etc/passwd","size":1,"sha256":"0"}]}""", "'/etc/passwd'")]
    [InlineData("""{"format":1,"producer":"p","labels":null,"source":{"kind":"onnx","files":[]},"files":[{"name":"a","size":1,"sha256":"0"}]}""", "not what an import writes")]
    public void A_damaged_manifest_is_refused(string content, params string[] parts)
    {
        string path = _temporary.TinyHuggingFace();
        _temporary.Write("model/sparkner.json", content);
        string message = Fails(path);
        Assert.All([.. parts, "sparkner.json"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string Fails(string path) => Assert.Throws<ModelFormatException>(() => ModelFolder.Open(path)).Message;

    private void Says(string source, params string[] parts)
    {
        string message = Assert.Throws<ModelFormatException>(() => ModelImport.Run(source, _temporary["to/refused"])).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string[] Tagged(ModelFolder folder)
    {
        using Annotator annotator = Annotator.Load(folder);
        return [.. annotator.Annotate(Text).Ner.Select(n => $"{n.Begin}..{n.End} {n.Result}")];
    }
}
