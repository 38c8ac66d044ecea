using System.Text;
using System.Text.Json;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

public sealed class NerKindTests : IDisposable
{
    private readonly List<string> _log = [];
    private readonly ModelCache _cache;
    private readonly NerKind _kind;

    public NerKindTests()
    {
        _cache = new ModelCache(log: _log.Add);
        _kind = new NerKind(_cache);
    }

    public void Dispose() => _kind.Dispose();

    [Fact]
    public void The_model_is_found_among_other_broadcasts_and_loaded_once_for_all_tasks()
    {
        BroadcastValue[] broadcasts =
        [
            new BytesBroadcast(4, []),
            new BytesBroadcast(5, Encoding.UTF8.GetBytes("SNB1 of another kind, long enough to have a header of its own length at least")),
            new BytesBroadcast(6, TestModels.Package(TestModels.TinyHuggingFace)),
            new BytesBroadcast(7, TestModels.Package(TestModels.Tiny)),
        ];
        NerCommand command = TestModels.Command(TestModels.Tiny);

        using IBatchFunction first = _kind.Function(command, TestModels.Context(broadcasts));
        using IBatchFunction second = _kind.Function(command with { Columns = [LayoutColumn.Ner] }, TestModels.Context(broadcasts));

        Assert.Contains("tiny-distilbert-cased", Assert.Single(_log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_model_works_the_same_from_disk_and_from_memory(bool mayTouchDisk)
    {
        using var folder = new TemporaryFolder();
        string? before = Environment.GetEnvironmentVariable("SPARK_LOCAL_DIRS");
        Environment.SetEnvironmentVariable("SPARK_LOCAL_DIRS", folder.Path + ",/no/such/folder");
        try
        {
            using IBatchFunction function = _kind.Function(
                TestModels.Command(TestModels.Tiny), TestModels.Context(new BytesBroadcast(1, TestModels.Package(TestModels.Tiny), mayTouchDisk)));
            using ArrowArray result = function.Evaluate([Columns.Texts("Anna lives in Berlin.")], 1, CancellationToken.None);

            using Annotator annotator = Annotator.Load(TestModels.Tiny);
            Assert.Equal(annotator.Annotate("Anna lives in Berlin.").Ner.Select(n => n.Result), result.ToJson()[0]!["ner"]!.AsArray().Select(n => n!["result"]!.GetValue<string>()));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SPARK_LOCAL_DIRS", before);
        }
    }

    [Fact]
    public void A_model_in_a_folder_needs_no_broadcast()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny);
        foreach (string? fingerprint in new[] { command.Model.Fingerprint, null })
        {
            using IBatchFunction function = _kind.Function(
                command with { Model = command.Model with { Path = TestModels.Tiny, Fingerprint = fingerprint } }, TestModels.Context());
            using ArrowArray result = function.Evaluate([Columns.Texts("Anna")], 1, CancellationToken.None);

            Assert.Equal("Anna", result.ToJson()[0]!["token"]![0]!["result"]!.GetValue<string>());
        }
    }

    [Fact]
    public void A_model_that_did_not_come_is_named()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny);

        string message = Assert.Throws<FunctionException>(
            () => _kind.Function(command, TestModels.Context(new BytesBroadcast(1, TestModels.Package(TestModels.TinyHuggingFace))))).Message;

        Assert.Contains($"'tiny-distilbert-cased' ({command.Model.Fingerprint![..12]})", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_broadcast_is_named_and_the_next_task_tries_again()
    {
        byte[] package = TestModels.Package(TestModels.Tiny);
        byte[] damaged = [.. package];
        damaged[^1] ^= 1;
        NerCommand command = TestModels.Command(TestModels.Tiny);

        foreach (bool disk in new[] { true, false })
        {
            string message = Assert.Throws<FunctionException>(() => _kind.Function(command, TestModels.Context(new BytesBroadcast(1, damaged, disk)))).Message;
            Assert.Contains("the broadcast with the model 'tiny-distilbert-cased' cannot be used", message, StringComparison.Ordinal);
        }

        using IBatchFunction function = _kind.Function(command, TestModels.Context(new BytesBroadcast(2, package)));
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void Options_that_do_not_fit_the_model_are_named_and_the_model_is_given_back()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        NerCommand command = TestModels.Command(TestModels.Tiny, new AnnotatorOptions { MaxLength = 1_000_000 }) with { IdleMinutes = 0 };

        Assert.Contains("--max-length", Assert.Throws<FunctionException>(() => _kind.Function(command, TestModels.Context(broadcast))).Message, StringComparison.Ordinal);

        _kind.DropIdle();
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void The_setting_for_idle_minutes_counts_unless_the_command_says_otherwise()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        var settings = new Dictionary<string, string> { ["spark.sparkner.idleMinutes"] = "0" };
        _kind.Function(TestModels.Command(TestModels.Tiny) with { IdleMinutes = 1000 }, TestModels.Context(settings, broadcast)).Dispose();
        _kind.DropIdle();
        Assert.Equal(1, _cache.Count);

        _kind.Function(TestModels.Command(TestModels.Tiny), TestModels.Context(settings, broadcast)).Dispose();
        _kind.DropIdle();
        Assert.Equal(0, _cache.Count);

        settings["spark.sparkner.idleMinutes"] = "soon";
        Assert.Contains(
            "'soon'",
            Assert.Throws<FunctionException>(() => _kind.Function(TestModels.Command(TestModels.Tiny), TestModels.Context(settings, broadcast))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_make_a_round_trip_and_unknown_members_are_ignored()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny, new AnnotatorOptions { Sentences = true, Stride = 4 }, NerInput.Words, NerInput.Id) with
        {
            OnError = NerErrorAction.Fail,
            BatchTokens = 77,
            IdleMinutes = 2.5,
            Sparkner = "1.2.3",
        };
        FunctionCommand encoded = FunctionCommand.Decode(command.Encode());
        string json = Encoding.UTF8.GetString(encoded.Description.Span);

        NerCommand read = NerCommand.Decode(encoded with { Description = Encoding.UTF8.GetBytes(json.Insert(1, "\"ofTheFuture\":{},")) });

        Assert.Equal(JsonSerializer.Serialize(command, NerJson.Default.NerCommand), JsonSerializer.Serialize(read, NerJson.Default.NerCommand));
        Assert.Equal((77, 2.5, NerErrorAction.Fail, "1.2.3"), (read.BatchTokens, read.IdleMinutes, read.OnError, read.Sparkner));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Descriptions_that_are_something_else_say_so(string json)
    {
        var command = new FunctionCommand("ner", 1, Encoding.UTF8.GetBytes(json));

        Assert.Contains("same version of sparkner", Assert.Throws<FunctionException>(() => NerCommand.Decode(command)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_is_refused()
    {
        FunctionCommand command = FunctionCommand.Decode(TestModels.Command(TestModels.Tiny).Encode()) with { Version = 2 };

        Assert.Contains("driver and executors must run the same version", Assert.Throws<FunctionException>(() => NerCommand.Decode(command)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_catalog_knows_both_kinds()
    {
        using IFunctionCatalog catalog = NerKind.Default();

        using IBatchFunction preflight = catalog.Create(new PreflightCommand().Encode(), TestModels.Context());
        Assert.Equal(new ArrowType.Utf8(), preflight.ResultType);
        Assert.Contains("did not come", Assert.Throws<FunctionException>(() => catalog.Create(TestModels.Command(TestModels.Tiny).Encode(), TestModels.Context())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preflight_tells_about_the_machine_and_tries_the_model()
    {
        NerCommand ner = TestModels.Command(Golden.DefaultModel);
        var kind = new PreflightKind(_cache);
        using IBatchFunction function = kind.Create(
            FunctionCommand.Decode(new PreflightCommand { Model = ner.Model }.Encode()), TestModels.Context(new BytesBroadcast(1, TestModels.Package(Golden.DefaultModel))));
        using ArrowArray result = function.Evaluate([], 1, CancellationToken.None);

        PreflightReport report = JsonSerializer.Deserialize(result.Text(0)!, NerJson.Default.PreflightReport)!;

        Assert.Null(report.Error);
        Assert.Equal(ner.Model.Fingerprint, report.Fingerprint);
        Assert.Equal(["PER John Smith", "LOC New York"], report.Entities!);
        Assert.Equal((Environment.ProcessId, Environment.MachineName, Environment.ProcessorCount), (report.ProcessId, report.Host, report.Cores));
        Assert.True(report.MemoryBytes > 0 && report.WorkingSetBytes > 0 && report.Loads > 0 && report.LoadMilliseconds > 0);
    }

    [Fact]
    public void A_preflight_whose_model_is_missing_reports_that()
    {
        var kind = new PreflightKind(_cache);
        using IBatchFunction function = kind.Create(
            FunctionCommand.Decode(new PreflightCommand { Model = TestModels.Command(TestModels.Tiny).Model }.Encode()), TestModels.Context());
        using ArrowArray result = function.Evaluate([], 2, CancellationToken.None);

        Assert.Equal(2, result.Length);
        Assert.Contains("did not come", JsonSerializer.Deserialize(result.Text(1)!, NerJson.Default.PreflightReport)!.Error, StringComparison.Ordinal);
    }
}
