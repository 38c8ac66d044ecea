using System.Diagnostics;
using System.Text.Json;
using SparkNer.Onnx;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary>The commands of <c>sparkner model</c> that work on folders of this machine.</summary>
public sealed class ModelCommandTests : IDisposable
{
    private static readonly string _model = Golden.PathOf("hf", "models", "distilbert-uncased");

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void An_import_loads_in_every_command()
    {
        RealRun run = RealRun.Of("model", "import", _model, "-o", _temporary["imported"]).Ok();
        Assert.Contains("imported " + _model, run.Error, StringComparison.Ordinal);
        Assert.Contains("9 labels", run.Error, StringComparison.Ordinal);
        string given = RealRun.Of("annotate", "--text", "Anna lives in Oslo.", "--model", _model, "--quiet").Ok().Printed;
        Assert.Equal(given, RealRun.Of("annotate", "--text", "Anna lives in Oslo.", "--model", _temporary["imported"]).Ok().Printed);
        RealRun.WithInput("{\"text\":\"Oslo\"}\n", "tokenize", "--model", _temporary["imported"]).Ok();
        Assert.Equal("", RealRun.Of("model", "import", _model, "-o", _temporary["quiet"], "--quiet").Ok().Error);
    }

    [Fact]
    public void An_import_that_cannot_be_is_refused()
    {
        Assert.Equal(ExitCode.Usage, RealRun.Of("model", "import", _model).ExitCode);
        Assert.Equal(ExitCode.Usage, RealRun.Of("model", "import", "-o", _temporary["x"]).ExitCode);
        Assert.Equal(ExitCode.Usage, RealRun.Of("model", "import", _model, _model, "-o", _temporary["x"]).ExitCode);
        RealRun.Of("model", "import", _model, "-o", _temporary["imported"]).Ok();
        Fails("--force", "model", "import", _model, "-o", _temporary["imported"]);
        RealRun.Of("model", "import", Golden.PathOf("hf", "models", "bert-bin"), "-o", _temporary["imported"], "--force").Ok();
        Fails("lies in the other", "model", "import", _temporary["imported"], "-o", _temporary["imported/in"]);
        Fails("config.json", "model", "import", _temporary.CopyWithout("config.json", _model), "-o", _temporary["y"]);
        Assert.False(Directory.Exists(_temporary["y"]));
    }

    [Fact]
    public void Info_says_what_a_model_is()
    {
        string text = RealRun.Of("model", "info", _model, "--quiet").Ok().Printed;
        foreach (string part in new[] { "distilbert", "fp32", "uncased", "1,499", "512", "Iob2", "B-PER", "model.safetensors", "model.onnx", "safetensors, by sparkner", ModelFolder.Open(_model).Fingerprint })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        JsonElement json = JsonDocument.Parse(RealRun.Of("model", "info", _model, "--json", "--quiet").Ok().Printed).RootElement;
        Assert.Equal("distilbert fp32 iob2 uncased", string.Join(' ', new[] { "architecture", "precision", "scheme", "casing" }.Select(name => json.GetProperty(name).GetString())));
        Assert.Equal((1499, 512), (json.GetProperty("wordPieces").GetInt32(), json.GetProperty("maxPositions").GetInt32()));
        Assert.Equal(9, json.GetProperty("labels").GetArrayLength());
        Assert.Equal("safetensors", json.GetProperty("source").GetProperty("kind").GetString());
        Assert.Equal(64, json.GetProperty("files")[0].GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public void Info_knows_models_that_run_as_they_are()
    {
        Assert.Contains("Spark NLP", RealRun.Of("model", "info", Golden.PathOf("spark-nlp", "models", "tiny-bert-uncased")).Ok().Printed, StringComparison.Ordinal);
        Assert.Contains("taken as it is", RealRun.Of("model", "info", Golden.PathOf("hf", "models", "bert-cased-optimum")).Ok().Printed, StringComparison.Ordinal);
        Assert.Contains("sparkner-small-conll03", RealRun.Of("model", "info").Ok().Printed, StringComparison.Ordinal);
        Fails("no model folder", "model", "info", _temporary["none"]);
    }

    [Fact]
    public void Verify_finds_what_differs()
    {
        RealRun.Of("model", "import", _model, "-o", _temporary["imported"]).Ok();
        Assert.DoesNotContain("wrong", RealRun.Of("model", "verify", _temporary["imported"]).Ok().Printed, StringComparison.Ordinal);
        Assert.Contains("labelled", RealRun.Of("model", "verify").Ok().Printed, StringComparison.Ordinal);
        byte[] graph = File.ReadAllBytes(_temporary["imported/model.onnx"]);
        graph[graph.Length / 2] ^= 1;
        _temporary.Write("imported/model.onnx", graph);
        RealRun run = RealRun.Of("model", "verify", _temporary["imported"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("model.onnx has another content than recorded", run.Printed, StringComparison.Ordinal);
        _temporary.Write("imported/model.onnx", graph[1..]);
        Assert.Equal(ExitCode.Failed, RealRun.Of("model", "verify", _temporary["imported"]).ExitCode);
    }

    [Fact]
    public void Verify_looks_at_the_cache_and_at_the_source()
    {
        string model = _temporary.CopyWithout("", _model);
        Assert.Contains("source files", RealRun.Of("model", "verify", model, "--quiet").Ok().Printed, StringComparison.Ordinal);

        // The source is not the one any more that the entry was made from, though nothing tells so but its content.
        string weights = Path.Combine(model, "model.safetensors");
        ModelFolder folder = ModelFolder.Open(model);
        string manifest = Path.Combine(folder.FilesPath, "sparkner.json");
        string hash = folder.Manifest!.Source.Files.Single(f => f.Name == "model.safetensors").Sha256;
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(hash, new string('0', 64), StringComparison.Ordinal));
        RealRun run = RealRun.Of("model", "verify", model, "--quiet");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(Path.GetFileName(weights) + " has another content", run.Printed, StringComparison.Ordinal);
        Directory.Delete(folder.FilesPath, recursive: true);
        RealRun.Of("model", "verify", model, "--quiet").Ok();
    }

    [Fact]
    public void The_list_has_the_models_here_and_the_imported_ones()
    {
        string model = _temporary.CopyWithout("", _model, "a-name-of-its-own");
        RealRun.Of("model", "info", model, "--quiet").Ok();
        string text = RealRun.Of("model", "list").Ok().Printed;
        Assert.Contains("sparkner-small-conll03", text, StringComparison.Ordinal);
        Assert.Contains(ImportCache.Folder, text, StringComparison.Ordinal);
        JsonElement[] rows = [.. RealRun.Parse(RealRun.Of("model", "list", "--json").Ok().Printed)];
        Assert.Contains(rows, r => r.GetProperty("kind").GetString() == "bundled" && r.GetProperty("name").GetString() == "sparkner-small-conll03");
        Assert.Contains(rows, r => r.GetProperty("kind").GetString() == "imported" && Directory.Exists(r.GetProperty("folder").GetString()));
    }

    [Theory]
    [InlineData("import", "--force")]
    [InlineData("info", "--json")]
    [InlineData("verify", "--quiet")]
    [InlineData("list", "--json")]
    [InlineData("logits", "input_ids")]
    public void Help_is_there(string command, string part)
    {
        Assert.Contains(part, RealRun.Of("model", command, "--help").Ok().Printed, StringComparison.Ordinal);
        Assert.Contains("  " + command, RealRun.Of("model").Ok().Printed, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, RealRun.Of("model", command, "--nonsense").ExitCode);
    }

    [Fact]
    public async Task Two_processes_at_once_import_once()
    {
        string model = _temporary.CopyWithout("", _model);
        (int Code, string Out, string Error)[] runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Process(model)));
        Assert.All(runs, run => Assert.True(run.Code == 0, run.Error));
        Assert.Equal(runs[0].Out, runs[1].Out);
        Assert.Single(runs, run => run.Error.Contains("importing " + model, StringComparison.Ordinal));
        Assert.Single(Directory.GetDirectories(_temporary["cache/models"]));
    }

    private static void Fails(string message, params string[] args)
    {
        RealRun run = RealRun.Of(args);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Out, string Error)> Process(string model)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(CliApplication).Assembly.Location, "annotate", "--text", "Anna lives in Oslo.", "--model", model])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARKNER_CACHE"] = _temporary["cache"];
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
