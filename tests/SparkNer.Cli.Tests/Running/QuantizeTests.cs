using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary><c>sparkner model quantize</c>.</summary>
public sealed class QuantizeTests : IDisposable
{
    private static readonly string _model = Golden.DefaultModel;

    private readonly TemporaryFolder _temporary = new();

    private string Output => _temporary["int8"];

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_quantized_model_annotates_and_says_what_it_is()
    {
        RealRun run = RealRun.Of("model", "quantize", _model, "-o", Output, "--quiet").Ok();
        Assert.Matches(@"\Aquantized  .* weights of 7 bits\nsize       [0-9.]+ MB before, [0-9.]+ MB after \(0\.[0-9]+\)\n\z", run.Printed);
        Assert.Equal("", run.Error);
        const string text = "Anna Schmidt moved from Siemens in Munich to Oslo.";
        Assert.Equal(Entities(_model, text), Entities(Output, text));
        JsonElement info = JsonDocument.Parse(RealRun.Of("model", "info", Output, "--json").Ok().Printed).RootElement;
        Assert.Equal(("int8", 7), (info.GetProperty("precision").GetString(), info.GetProperty("weightBits").GetInt32()));
        JsonElement before = JsonDocument.Parse(RealRun.Of("model", "info", _model, "--json", "--quiet").Ok().Printed).RootElement;
        Assert.Equal(before.GetProperty("fingerprint").GetString(), info.GetProperty("quantizedFrom").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("quantizedFrom").ValueKind);
        RealRun.Of("model", "verify", Output).Ok();
    }

    [Fact]
    public void Weights_without_a_graph_are_imported_first()
    {
        RealRun.Of("model", "quantize", Golden.PathOf("hf", "models", "bert-bin"), "-o", Output, "--quiet").Ok();
        JsonElement info = JsonDocument.Parse(RealRun.Of("model", "info", Output, "--json").Ok().Printed).RootElement;
        Assert.Equal(("int8", "bert"), (info.GetProperty("precision").GetString(), info.GetProperty("architecture").GetString()));
        Assert.Equal("pytorch", info.GetProperty("source").GetProperty("kind").GetString());
        RealRun.Of("model", "verify", Output).Ok();
    }

    [Fact]
    public void Agreement_and_F1_are_those_of_the_files_words()
    {
        string file = _temporary.Write("some.conll", "-DOCSTART- O\n\nAnna B-PER\nlives O\nin O\nOslo B-LOC\n. O\n\nSiemens B-ORG\nwins O\n");
        RealRun run = RealRun.Of("model", "quantize", _model, "-o", Output, "--agreement", file, "--weight-bits", "8").Ok();
        Assert.Contains("agreement  100.000 % of 7 tags are equal\n", run.Printed, StringComparison.Ordinal);
        Assert.Matches(@"F1         [0-9.]+ before, [0-9.]+ after \(0\.00\)\n", run.Printed);
        Assert.Contains("tagging", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_prints_the_ratio()
    {
        RealRun run = RealRun.Of("model", "quantize", _model, "-o", Output, "--measure").Ok();
        Assert.Matches(@"speed      [0-9]+\.[0-9]{2} times as fast: [0-9,]+ and [0-9,]+ word pieces/s", run.Printed);
        Assert.Contains("round 5 of 5", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Fails(ExitCode.Usage, "-o DIR", "model", "quantize", _model);
        Fails(ExitCode.Usage, "--weight-bits", "model", "quantize", _model, "-o", Output, "--weight-bits", "6");
        Fails(ExitCode.Usage, "--weight-bits", "model", "quantize", _model, "-o", Output, "--weight-bits", "many");
        Fails(ExitCode.Failed, "there is no file", "model", "quantize", _model, "-o", Output, "--agreement", _temporary["none"]);
        Assert.False(Directory.Exists(Output));
        RealRun.Of("model", "quantize", _model, "-o", Output, "--quiet").Ok();
        Fails(ExitCode.Failed, "--force", "model", "quantize", _model, "-o", Output);
        Fails(ExitCode.Failed, "quantized already", "model", "quantize", Output, "-o", _temporary["twice"]);
        Fails(ExitCode.Failed, "lies in the other", "model", "quantize", _model, "-o", Path.Combine(_model, "int8"));
        Fails(ExitCode.Failed, "line 1", "model", "quantize", _model, "-o", Output, "--force", "--agreement", _temporary.Write("one", "word\n"));
        Fails(ExitCode.Failed, "UTF-8", "model", "quantize", _model, "-o", Output, "--force", "--agreement", _temporary.Write("latin", [0xE4, 0x20, 0x4F, 0x0A]));
    }

    [ConllFact]
    public void The_default_model_loses_no_more_than_three_tenths_of_a_point()
    {
        string printed = RealRun.Of("model", "quantize", _model, "-o", Output, "--quiet", "--agreement", ConllFactAttribute.TestA).Ok().Printed;
        Match scores = Regex.Match(printed, @"F1         ([0-9.]+) before, ([0-9.]+) after");
        double before = double.Parse(scores.Groups[1].Value, CultureInfo.InvariantCulture);
        double after = double.Parse(scores.Groups[2].Value, CultureInfo.InvariantCulture);
        Assert.InRange(before, 90, 100);
        Assert.InRange(after, before - 0.3, 100);
    }

    private static void Fails(int exitCode, string words, params string[] args)
    {
        RealRun run = RealRun.Of(args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Printed.StartsWith("quantized", StringComparison.Ordinal) ? "" : run.Printed));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static string Entities(string model, string text) =>
        Regex.Replace(RealRun.Of("annotate", "--text", text, "--model", model, "--quiet").Ok().Printed, @" +[01]\.[0-9]+", "");
}
