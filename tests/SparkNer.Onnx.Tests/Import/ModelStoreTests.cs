using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Import;

/// <summary>Weights are imported at the first use and never again, unless something changed.</summary>
public sealed class ModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly List<string> _said = [];
    private readonly string _model;

    public ModelStoreTests() => _model = _temporary.CopyOf("hf", "models", "distilbert-uncased");

    private string Cache => _temporary["cache/models"];

    private string Entry => Assert.Single(Entries);

    private string[] Entries => [.. Directory.GetDirectories(Cache).Where(d => Path.GetFileName(d)[0] != '.')];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_second_start_imports_nothing()
    {
        ModelFolder first = Open();
        Assert.Equal(_model, first.Path);
        Assert.Equal(Entry, first.FilesPath);
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Entry, "model.onnx"));
        ModelFolder second = Open();
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Entry, "model.onnx")));
        Assert.Contains("importing " + _model, Assert.Single(_said), StringComparison.Ordinal);

        // Elsewhere it is the same model.
        Directory.Move(_model, _temporary["moved"]);
        ModelFolder moved = ModelFolder.Open(_temporary["moved"], Store());
        Assert.Equal((_temporary["moved"], Entry), (moved.Path, moved.FilesPath));
        Assert.Single(_said);
        Assert.Equal(first.Fingerprint, moved.Fingerprint);
    }

    [Theory]
    [InlineData("model.safetensors", false)]
    [InlineData("model.safetensors", true)]
    [InlineData("config.json", true)]
    [InlineData("tokenizer.json", true)]
    public void Whatever_changes_is_imported_anew(string name, bool timeIsKept)
    {
        ModelFolder first = Open();
        string path = Path.Combine(_model, name);
        DateTime time = File.GetLastWriteTimeUtc(path);
        if (name.EndsWith(".json", StringComparison.Ordinal))
        {
            File.AppendAllText(path, " ");
        }
        else
        {
            SafetensorsBytes.Put(path, "classifier.bias", 7);
        }

        File.SetLastWriteTimeUtc(path, timeIsKept ? time : time.AddSeconds(1));
        ModelFolder second = Open();
        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.NotEqual(first.FilesPath, second.FilesPath);
        Assert.Equal(2, _said.Count);
        Assert.Equal(2, Entries.Length);
    }

    [Fact]
    public void A_snapshot_is_known_by_its_blobs_names()
    {
        string snapshot = _temporary.HubSnapshotOf("hf", "models", "distilbert-uncased");
        Assert.StartsWith("org-name-", Path.GetFileName(ModelFolder.Open(snapshot, Store()).FilesPath), StringComparison.Ordinal);
        File.SetLastWriteTimeUtc(Path.Combine(snapshot, "model.safetensors"), DateTime.UtcNow);
        ModelFolder.Open(snapshot, Store());
        Assert.Single(_said);
        StoredModel stored = Assert.Single(Store().List());
        Assert.Equal(("org-name", "org/name", snapshot), (stored.Name, stored.Manifest.Source.Repo, stored.Manifest.Source.Folder));
    }

    [Fact]
    public void The_models_own_folder_is_not_written()
    {
        Dictionary<string, DateTime> before = Times();
        Open();
        Assert.Equal(before, Times());

        Dictionary<string, DateTime> Times() => Directory.EnumerateFileSystemEntries(_model).Append(_model).ToDictionary(f => f, File.GetLastWriteTimeUtc);
    }

    [Theory]
    [InlineData("model.onnx", "truncate")]
    [InlineData("model.onnx", "delete")]
    [InlineData("tokenizer.json", "flip")]
    [InlineData("config.json", "truncate")]
    [InlineData("sparkner.json", "truncate")]
    [InlineData("sparkner.json", "delete")]
    [InlineData("sparkner.json", "flip")]
    public void A_damaged_entry_is_made_again(string name, string damage)
    {
        string fingerprint = Open().Fingerprint;
        string path = Path.Combine(Entry, name);
        byte[] content = File.ReadAllBytes(path);
        switch (damage)
        {
            case "truncate":
                File.WriteAllBytes(path, content[..^1][..(content.Length / 2)]);
                break;
            case "flip":
                content[0] ^= 0x40;
                File.WriteAllBytes(path, content);
                break;
            default:
                File.Delete(path);
                break;
        }

        Assert.Equal(fingerprint, Open().Fingerprint);
        Assert.Equal(2, _said.Count);
        Assert.Single(Entries);
        Open();
        Assert.Equal(2, _said.Count);
        Assert.Empty(Directory.GetDirectories(Cache).Except(Entries));
    }

    [Fact]
    public async Task Of_many_at_once_one_imports_and_all_get_its_model()
    {
        using var start = new Barrier(4);
        string[] fingerprints = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return ModelFolder.Open(_model, new ModelStore(Cache, Say)).Fingerprint;
            },
            TaskCreationOptions.LongRunning)));
        Assert.Single(fingerprints.Distinct());
        Assert.Single(_said, line => line.StartsWith("importing", StringComparison.Ordinal));
        Assert.Single(Entries);
    }

    [Fact]
    public async Task Who_waits_for_another_process_says_so_and_uses_its_import()
    {
        Open();
        string entry = Entry;
        string aside = _temporary["aside"];
        Directory.Move(entry, aside);
        string lockName = "." + Path.GetFileName(entry)[^32..] + ".lock";
        var said = new TaskCompletionSource<string>();
        Task<ModelFolder> waiting;
        using (new FileStream(Path.Combine(Cache, lockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = Task.Factory.StartNew(() => ModelFolder.Open(_model, new ModelStore(Cache, line => said.TrySetResult(line))), TaskCreationOptions.LongRunning);
            Assert.Contains("another process imports " + _model, await said.Task, StringComparison.Ordinal);
            Directory.Move(aside, entry);
        }

        Assert.Equal(entry, (await waiting).FilesPath);
    }

    [Fact]
    public void A_wait_can_be_ended()
    {
        Open();
        Directory.Delete(Entry, recursive: true);
        using var taken = new FileStream(Directory.GetFiles(Cache, ".*.lock").Single(), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ModelFolder.Open(_model, new ModelStore(Cache, _ => cancel.Cancel()), cancel.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_place_the_import_lasts_as_long_as_the_process(bool hasFolder)
    {
        // A file where the folder should be: not even root can make it.
        ModelStore store = hasFolder ? new ModelStore(Path.Combine(_temporary.Write("file", "x"), "models"), Say) : new ModelStore(null, Say);
        SafetensorsBytes.Put(Path.Combine(_model, "model.safetensors"), "classifier.bias", hasFolder ? 1 : 2);
        ModelFolder first = ModelFolder.Open(_model, store);
        Assert.StartsWith("warning: ", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Contains("SPARKNER_CACHE", _said[0], StringComparison.Ordinal);
        Assert.Equal(first.FilesPath, ModelFolder.Open(_model, store).FilesPath);
        Assert.Single(_said);
        Assert.Empty(store.List());
    }

    [Fact]
    public void A_failed_import_leaves_nothing_and_is_tried_again()
    {
        SafetensorsBytes.PutNaN(Path.Combine(_model, "model.safetensors"));
        for (int i = 1; i <= 2; i++)
        {
            string message = Assert.Throws<ModelFormatException>(Open).Message;
            Assert.Contains(Path.Combine(_model, "model.safetensors"), message, StringComparison.Ordinal);
            Assert.Equal(i, _said.Count);
            Assert.Empty(Directory.GetDirectories(Cache));
        }
    }

    [Fact]
    public void What_a_copy_is_known_by_is_its_content()
    {
        string Opened(string copy)
        {
            foreach (string file in Directory.EnumerateFiles(_model))
            {
                _temporary.Write($"{copy}/model/{Path.GetFileName(file)}", File.ReadAllBytes(file));
            }

            return ModelFolder.Open(_temporary[copy + "/model"], new ModelStore(Cache, Say) { ByContent = true, SourceName = "hdfs://host/model" }).FilesPath;
        }

        Assert.Equal(Opened("first"), Opened("second"));
        Assert.Contains("importing hdfs://host/model", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Equal("hdfs://host/model", Assert.Single(Store().List()).Manifest.Source.Folder);
    }

    [Fact]
    public void The_list_names_what_is_whole()
    {
        Assert.Empty(Store().List());
        Open();
        StoredModel stored = Assert.Single(Store().List());
        Assert.Equal(("model", Entry, _model), (stored.Name, stored.Folder, stored.Manifest.Source.Folder));
        Assert.Equal(new FileInfo(Path.Combine(Entry, "model.onnx")).Length, stored.Manifest.Files.Single(f => f.Name == "model.onnx").Size);
        Assert.True(stored.Bytes > 300_000);
        File.Delete(Path.Combine(Entry, "config.json"));
        Assert.Empty(Store().List());
    }

    [Theory]
    [InlineData("/own", "/xdg", "/home", "/own")]
    [InlineData(null, "/xdg", "/home", "/xdg/sparkner")]
    [InlineData("", "", "/home", "/home/.cache/sparkner")]
    [InlineData("relative", "relative", "/home", "/home/.cache/sparkner")]
    [InlineData(null, null, null, null)]
    public void The_cache_is_where_the_environment_says(string? own, string? xdg, string? home, string? expected) =>
        Assert.Equal(expected, UserCache.Folder(name => name switch { "SPARKNER_CACHE" => own, "XDG_CACHE_HOME" => xdg, "HOME" => home, _ => null }));

    private ModelFolder Open() => ModelFolder.Open(_model, Store());

    private ModelStore Store() => new(Cache, Say);

    private void Say(string line)
    {
        lock (_said)
        {
            _said.Add(line);
        }
    }
}
