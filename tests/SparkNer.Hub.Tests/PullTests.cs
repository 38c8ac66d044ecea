using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Tests;

public sealed class PullTests
{
    [Fact]
    public async Task The_cache_is_laid_out_as_huggingface_hub_does()
    {
        await using HubRun run = await HubRun.StartAsync();
        string commit = run.Hub.Commit(HubRun.Model);
        PulledModel model = await run.PullAsync();

        Dictionary<string, FakeFile> files = run.Hub.Commits[commit];
        string[] wanted = ["config.json", "tokenizer.json", "vocab.txt", "model.safetensors"];
        Assert.Equal(wanted, model.Files.Select(f => f.Name));
        Assert.Equal(Path.Combine(run.ModelFolder, "snapshots", commit), model.Folder);
        Assert.Equal(
            new[] { "refs/main" }.Concat(wanted.Select(n => "blobs/" + files[n].Etag)).Concat(wanted.Select(n => $"snapshots/{commit}/{n}")).Order(StringComparer.Ordinal),
            run.Files());
        Assert.Equal(commit, File.ReadAllText(Path.Combine(run.ModelFolder, "refs", "main")));
        foreach (string name in wanted)
        {
            string path = Path.Combine(model.Folder, name);
            Assert.Equal($"../../blobs/{files[name].Etag}", new FileInfo(path).LinkTarget);
            Assert.Equal(files[name].Content, File.ReadAllBytes(path));
            Assert.True(File.Exists(Path.Combine(run.Cache, ".locks", "models--org--name", files[name].Etag + ".lock")));
        }
    }

    [Fact]
    public async Task Small_files_come_first_and_other_programs_weights_never()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        await run.PullAsync();
        string[] asked = [.. run.Hub.Requests.Where(r => r.Path.Contains("/resolve/")).Select(r => r.Path.Split('/')[^1]).Distinct()];
        Assert.Equal(["config.json", "tokenizer.json", "vocab.txt", "model.safetensors"], asked);
    }

    [Fact]
    public async Task The_token_reaches_the_hub_and_nobody_else()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Options = run.Options with { Token = "hf_secret" };
        await run.PullAsync();
        Assert.All(run.Hub.Requests.Where(r => !r.IsStorage), r => Assert.Equal("Bearer hf_secret", r.Authorization));
        FakeRequest[] storage = [.. run.Hub.Requests.Where(r => r.IsStorage)];
        Assert.NotEmpty(storage);
        Assert.All(storage, r => Assert.Null(r.Authorization));
        Assert.DoesNotContain("hf_secret", run.Options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_pull_fetches_nothing()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        PulledModel first = await run.PullAsync();
        int before = run.Hub.Requests.Count;
        PulledModel second = await run.PullAsync();
        Assert.Equal(first.Folder, second.Folder);
        Assert.Equal(first.Files, second.Files);
        Assert.Equal(["/api/models/org/name/revision/main"], run.Hub.Requests.Skip(before).Select(r => r.Path));
    }

    [Fact]
    public async Task Force_fetches_again()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        await run.PullAsync();
        await run.PullAsync(new PullRequest(run.Repository) { Force = true });
        Assert.Equal(2, run.Hub.Fetches("model.safetensors"));
    }

    [Fact]
    public async Task Files_that_two_revisions_share_are_fetched_once()
    {
        await using HubRun run = await HubRun.StartAsync();
        string old = run.Hub.Commit(HubRun.Model);
        await run.PullAsync();
        string now = run.Hub.Commit([.. HubRun.Model.Select(f => f.Name == "config.json" ? (f.Name, "{\"new\":1}") : f)]);
        PulledModel model = await run.PullAsync();
        Assert.NotEqual(old, now);
        Assert.Equal(now, model.Commit);
        Assert.Equal(1, run.Hub.Fetches("model.safetensors"));
        Assert.Equal("{\"new\":1}", File.ReadAllText(Path.Combine(model.Folder, "config.json")));
        Assert.Equal("{}", File.ReadAllText(Path.Combine(run.ModelFolder, "snapshots", old, "config.json")));
    }

    [Fact]
    public async Task A_revision_that_moves_between_two_files_does_not_mix_them()
    {
        await using HubRun run = await HubRun.StartAsync();
        string old = run.Hub.Commit(HubRun.Model);
        run.Hub.Before = (_, request) =>
        {
            if (request.Path.EndsWith("/config.json", StringComparison.Ordinal) && run.Hub.Commits.Count == 1)
            {
                run.Hub.Commit([.. HubRun.Model.Select(f => (f.Name, f.Text + "!"))]);
            }

            return Task.FromResult(false);
        };
        PulledModel model = await run.PullAsync();
        Assert.Equal(old, model.Commit);
        Assert.Equal(300_000, new FileInfo(new FileInfo(Path.Combine(model.Folder, "model.safetensors")).ResolveLinkTarget(true)!.FullName).Length);
        Assert.Equal(2, run.Hub.Commits.Count);
    }

    [Fact]
    public async Task A_branch_with_slashes_is_a_revision()
    {
        await using HubRun run = await HubRun.StartAsync();
        string commit = run.Hub.Commit(HubRun.Model);
        run.Hub.Revisions["refs/pr/1"] = commit;
        await run.PullAsync("refs/pr/1");
        Assert.Equal(commit, File.ReadAllText(Path.Combine(run.ModelFolder, "refs", "refs", "pr", "1")));
        Assert.NotNull(new HubCache(run.Cache).Find(run.Repository, "refs/pr/1"));
        Assert.Null(new HubCache(run.Cache).Find(run.Repository));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../main")]
    [InlineData("/main")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public async Task A_revision_that_leads_elsewhere_is_none(string revision)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        Assert.Contains("is no revision", await run.FailAsync(revision), StringComparison.Ordinal);
        Assert.Empty(run.Hub.Requests);
    }

    [Fact]
    public async Task A_sharded_model_comes_with_all_its_parts()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(
            ("config.json", "{}"), ("vocab.txt", "a"), ("model-2.safetensors", "two"), ("model-1.safetensors", "one"), ("model-3.safetensors", "not named"),
            ("model.safetensors.index.json", """{"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors","c":"model-1.safetensors"}}"""));
        PulledModel model = await run.PullAsync();
        Assert.Equal(["config.json", "vocab.txt", "model.safetensors.index.json", "model-1.safetensors", "model-2.safetensors"], model.Files.Select(f => f.Name));
        File.Delete(Path.Combine(model.Folder, "model-2.safetensors"));
        Assert.Null(new HubCache(run.Cache).Find(run.Repository));
    }

    [Theory]
    [InlineData("../../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/model-1.safetensors")]
    public async Task An_index_that_leads_elsewhere_is_refused(string part)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(("config.json", "{}"), ("vocab.txt", "a"), ("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"" + part + "\"}}"));
        Assert.Contains("does not lie beside it", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_lead_elsewhere_are_never_asked_for()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit([("../config.json", "bad"), ("..\\vocab.txt", "bad"), ("/tokenizer.json", "bad"), ("a/../../vocab.txt", "bad"), .. HubRun.Model]);
        PulledModel model = await run.PullAsync();
        Assert.Equal("{}", File.ReadAllText(Path.Combine(model.Folder, "config.json")));
        Assert.DoesNotContain(run.Files(), f => f.EndsWith("snapshots/config.json", StringComparison.Ordinal));
        Assert.All(run.Hub.Requests, r => Assert.DoesNotContain("..", r.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("config.json", true)]
    [InlineData("onnx/model.onnx", true)]
    [InlineData("a/../b", false)]
    [InlineData("./a", false)]
    [InlineData("a/", false)]
    [InlineData("/a", false)]
    [InlineData("C:a", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\0", false)]
    [InlineData("..", false)]
    [InlineData("a./b", false)]
    public void Names_of_files(string name, bool safe) => Assert.Equal(safe, FileNames.IsSafe(name));

    [Theory]
    [InlineData("model.safetensors", "model.safetensors,model.onnx,onnx/model.onnx,pytorch_model.bin")]
    [InlineData("model.onnx,model.onnx_data", "onnx/model.onnx,model.onnx_data,model.onnx,pytorch_model.bin")]
    [InlineData("onnx/model.onnx,onnx/model.onnx_data", "onnx/model.onnx,onnx/model.onnx_data,onnx/model_quantized.onnx,pytorch_model.bin")]
    [InlineData("pytorch_model.bin", "tf_model.h5,pytorch_model.bin,flax_model.msgpack")]
    public async Task Safetensors_come_before_onnx_and_bin(string expected, string there)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit([("config.json", "{}"), ("vocab.txt", "a"), .. there.Split(',').Select(n => (n, n))]);
        PulledModel model = await run.PullAsync();
        Assert.Equal(expected, string.Join(',', model.Files.Skip(2).Select(f => f.Name)));
    }

    [Fact]
    public async Task One_kind_of_weights_can_be_asked_for()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(("config.json", "{}"), ("vocab.txt", "a"), ("model.safetensors", "s"), ("onnx/model.onnx", "o"));
        PulledModel model = await run.PullAsync(new PullRequest(run.Repository) { Weights = WeightKind.Onnx });
        Assert.Equal("onnx/model.onnx", model.Files[^1].Name);
        Assert.Equal("../../../blobs/" + run.Hub.Commits[model.Commit]["onnx/model.onnx"].Etag, new FileInfo(Path.Combine(model.Folder, "onnx", "model.onnx")).LinkTarget);
        HubException error = await Assert.ThrowsAsync<HubException>(() => run.PullAsync(new PullRequest(run.Repository) { Weights = WeightKind.Bin }));
        Assert.Contains("there is no pytorch_model.bin, but model.safetensors, onnx/model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_cannot_run_is_refused_before_its_weights_are_asked_for()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Refusal = (folder, _) => File.Exists(Path.Combine(folder, "config.json")) && File.Exists(Path.Combine(folder, "tokenizer.json")) ? "It is a T5." : null;
        Assert.Equal("'org/name' cannot be used; its weights were not fetched. It is a T5.", await run.FailAsync());
        Assert.Empty(run.Hub.RequestsFor("model.safetensors"));
        Assert.Null(new HubCache(run.Cache).Find(run.Repository));
        Assert.False(Directory.Exists(Path.Combine(run.ModelFolder, "refs")));
    }

    [Fact]
    public async Task Weights_that_cannot_run_make_way_for_others()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit([.. HubRun.Model, ("model.onnx", "graph")]);
        run.Refusal = (_, kind) => kind == WeightKind.Onnx ? null : "No.";
        PulledModel model = await run.PullAsync();
        Assert.Equal("model.onnx", model.Files[^1].Name);
        Assert.Empty(run.Hub.RequestsFor("model.safetensors"));
    }

    [Fact]
    public async Task Without_weights_that_can_be_read_the_message_names_those_there_are()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(("config.json", "{}"), ("tf_model.h5", "x"), ("openvino_model.xml", "x"));
        string message = await run.FailAsync();
        Assert.Contains("but tf_model.h5, openvino_model.xml", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_links_the_snapshot_holds_files()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Options = run.Options with { WithoutLinks = true };
        PulledModel model = await run.PullAsync();
        Assert.All(model.Files, f => Assert.Null(new FileInfo(Path.Combine(model.Folder, f.Name)).LinkTarget));
        Assert.Equal(model.Folder, new HubCache(run.Cache).Find(run.Repository));
    }

    [Fact]
    public async Task Without_hashes_in_the_list_the_headers_say_them()
    {
        await using HubRun run = await HubRun.StartAsync();
        string commit = run.Hub.Commit(HubRun.Model);
        run.Hub.ListsHashes = false;
        await run.PullAsync();
        Assert.Contains("blobs/" + run.Hub.Commits[commit]["model.safetensors"].Etag, run.Files());
        Assert.Contains("blobs/" + run.Hub.Commits[commit]["config.json"].Etag, run.Files());
    }
}
