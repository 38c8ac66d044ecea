using System.Diagnostics;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary>The real program in a real pipe.</summary>
public sealed class ClosedPipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_whose_reader_has_gone_ends_with_an_error()
    {
        // Far more than a pipe holds.
        string input = _folder.Write("in.jsonl", string.Concat(Enumerable.Repeat("{\"text\":\"Anna Schmidt lives in Berlin.\"}\n", 5_000)));
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-c",
                "{ \"$0\" \"$1\" annotate \"$2\" -o - --quiet --model \"$3\"; echo \"exit code $?\" >&2; } | head -c 10",
                Environment.ProcessPath!,
                typeof(CliApplication).Assembly.Location,
                input,
                Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased"),
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal("{\"text\":\"A", output);
        Assert.Contains("<stdout>: cannot be written", await errors);
        Assert.Contains("exit code 1", await errors);
    }
}
