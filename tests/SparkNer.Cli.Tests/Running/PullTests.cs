using SparkNer.Cli.Output;
using SparkNer.Cli.Running;
using SparkNer.Hub;
using SparkNer.Hub.Tests;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

public sealed class PullTests
{
    private const string Config = """{"model_type":"distilbert","architectures":["DistilBertForTokenClassification"],"id2label":{"0":"O","1":"B-PER"}}""";
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n";

    [Fact]
    public async Task The_folder_stands_alone_on_stdout_and_is_found_by_the_models_name()
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        string commit = hub.Commit(("config.json", Config), ("vocab.txt", Vocabulary), ("model.safetensors", "w"));
        CliRun run = Run(hub, folder, "org/name");
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        string snapshot = Path.Combine(folder["cache"], "models--org--name", "snapshots", commit);
        Assert.Equal(snapshot + "\n", run.Out);
        Assert.Equal(snapshot, ModelPaths.Find("org/name", Environment(hub, folder)));
        Assert.Equal(snapshot, ModelPaths.Find("org/name@" + commit, Environment(hub, folder)));
    }

    [Theory]
    [InlineData("""{"model_type":"roberta","architectures":["RobertaForTokenClassification"]}""", "Its model_type is 'roberta'")]
    [InlineData("""{"model_type":"bert","architectures":["BertForMaskedLM"]}""", "It is a BertForMaskedLM, which gives no labels")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{", "is not valid JSON")]
    public async Task What_cannot_run_is_refused_without_a_request_for_weights(string config, string expected)
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        hub.Commit(("config.json", config), ("vocab.txt", Vocabulary), ("model.safetensors", "w"));
        CliRun run = Run(hub, folder, "org/name");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Empty(hub.RequestsFor("model.safetensors"));
    }

    [Fact]
    public async Task A_model_without_bert_s_word_pieces_is_refused()
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        hub.Commit(("config.json", Config), ("tokenizer.json", """{"model":{"type":"BPE"}}"""), ("model.safetensors", "w"));
        CliRun run = Run(hub, folder, "org/name");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("tokenizer", run.Error, StringComparison.Ordinal);
        Assert.Empty(hub.RequestsFor("model.safetensors"));
    }

    [Fact]
    public void A_model_that_was_not_pulled_is_not_fetched_by_itself()
    {
        using var folder = new TemporaryFolder();
        UserErrorException error = Assert.Throws<UserErrorException>(() => ModelPaths.Find("org/name", new Dictionary<string, string> { ["HF_HUB_CACHE"] = folder.Path }.GetValueOrDefault));
        Assert.EndsWith("Fetch it: sparkner model pull org/name", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(() => ModelPaths.Find("distilbert-NER", new Dictionary<string, string> { ["HF_HUB_CACHE"] = folder.Path }.GetValueOrDefault));
    }

    [Fact]
    public void What_looks_like_a_path_stays_one() => Assert.Equal("./no/such/folder", ModelPaths.Find("./no/such/folder"));

    [Theory]
    [InlineData("mine")]
    [InlineData("org/name")]
    public async Task The_first_pull_pins_a_model_that_has_a_card(string name)
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        string card = folder.Write("models/mine/model.json", """{"repo":"org/name","branch":null,"revision":null,"files":[{"name":"config.json","sha256":null}]}""");
        string first = hub.Commit(("config.json", Config), ("vocab.txt", Vocabulary), ("model.safetensors", "w"));
        CliRun run = Run(hub, folder, name);
        Assert.Equal($"sparkner: pinned 'org/name' to {first} in {card}\n", run.Error);
        ModelPin pin = ModelCard.Read(card)!.Pin!;
        Assert.Equal(first, pin.Commit);
        Assert.Equal(hub.Commits[first]["model.safetensors"].Etag, pin.Sha256["model.safetensors"]);

        string second = hub.Commit(("config.json", Config + " "), ("vocab.txt", Vocabulary), ("model.safetensors", "w2"));
        CliRun again = Run(hub, folder, name);
        Assert.EndsWith(first + "\n", again.Out, StringComparison.Ordinal);
        Assert.Contains($"has moved on to {second}", again.Error, StringComparison.Ordinal);
        CliRun forced = Run(hub, folder, name, default, "--force");
        Assert.EndsWith(second + "\n", forced.Out, StringComparison.Ordinal);
        Assert.Equal(second, ModelCard.Read(card)!.Pin!.Commit);
    }

    [Fact]
    public async Task A_card_that_may_not_be_written_has_its_pin_in_the_cache()
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        string card = folder.Write("models/mine/model.json", """{"repo":"org/name"}""");
        File.SetAttributes(card, FileAttributes.ReadOnly);
        string first = hub.Commit(("config.json", Config), ("vocab.txt", Vocabulary), ("model.safetensors", "w"));
        CliRun run = Run(hub, folder, "mine");
        Assert.Contains(Path.Combine(folder["cache"], "models--org--name", "sparkner.json"), run.Error, StringComparison.Ordinal);
        Assert.Null(ModelCard.Read(card)!.Pin);
        hub.Commit(("config.json", Config + " "), ("vocab.txt", Vocabulary), ("model.safetensors", "w2"));
        Assert.EndsWith(first + "\n", Run(hub, folder, "mine").Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_without_a_repository_says_where_to_read_on()
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        folder.Write("models/mine/model.json", """{"repo":null}""");
        CliRun run = Run(hub, folder, "mine");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(folder["models/mine/README.md"], run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_pull_says_that_it_can_go_on()
    {
        await using FakeHub hub = await FakeHub.StartAsync();
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CliRun run = Run(hub, folder, "org/name", stop.Token);
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Contains("pull again to go on from there", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no MODEL.")]
    [InlineData("give one MODEL, not 2.", "a/b", "c/d")]
    [InlineData("--weights", "a/b", "--weights", "tf")]
    public void A_wrong_command_line_is_refused(string expected, params string[] args)
    {
        CliRun run = CliRun.Of(["model", "pull", .. args]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.FirstError, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(FakeHub hub, TemporaryFolder folder) =>
        new Dictionary<string, string> { ["HF_ENDPOINT"] = hub.Address.AbsoluteUri, ["HF_HUB_CACHE"] = folder["cache"], ["HF_HOME"] = folder["home"] }.GetValueOrDefault;

    private static CliRun Run(FakeHub hub, TemporaryFolder folder, string model, CancellationToken cancellationToken = default, params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new ConsoleStreams(output, false, error, false, Environment(hub, folder), () => 80);
        Directory.CreateDirectory(folder["models"]);
        int exitCode = new CliApplication(streams, new CommandRunners { ModelPull = new PullRunner(streams, [folder["models"]]) }).Run(["model", "pull", model, .. more], cancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString(), new RecordingRunners());
    }
}
