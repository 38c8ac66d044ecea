using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Bench;
using SparkNer.Testing;
using Xunit.Abstractions;

namespace SparkNer.Cli.Tests.Running;

/// <summary>Memory does not grow with the input: measured on the real program, with a tiny model so that it takes minutes, not hours.</summary>
public sealed class MemoryTests(ITestOutputHelper output) : IDisposable
{
    private const long Limit = 600L << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_times_the_text_takes_the_same_memory()
    {
        // A peak is the worst moment of a run, and a longer run has more moments: the same text in three runs and a bit against one.
        long small = 0;
        for (int run = 0; run < 3; run++)
        {
            small = Math.Max(small, await PeakMemory(32));
        }

        long large = await PeakMemory(128);
        output.WriteLine($"32 MB of text: {small >> 20} MiB; 128 MB: {large >> 20} MiB");
        Assert.InRange(large, 1, Limit);
        Assert.True(large <= small * 1.05, $"32 MB of text took {small >> 20} MiB, 128 MB took {large >> 20} MiB.");
    }

    // Parquet with all columns: what takes most.
    private async Task<long> PeakMemory(int megabytes)
    {
        string input = WriteTexts(megabytes);
        string tagged = Path.Combine(_folder.Path, "out.parquet");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                typeof(CliApplication).Assembly.Location, "annotate", input, "-o", tagged, "--overwrite", "--quiet", "--threads", "2",
                "--model", Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased"),
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(200))
        {
            peak = Math.Max(peak, Read(process.Id) ?? peak);
        }

        Assert.True(process.ExitCode == 0, await errors);
        Assert.True(new FileInfo(tagged).Length > megabytes << 20);
        File.Delete(input);
        File.Delete(tagged);
        output.WriteLine($"{megabytes} MB: {peak >> 20} MiB");
        return peak;
    }

    // The kernel's own high-water mark.
    private static long? Read(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : 1024 * long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string WriteTexts(int megabytes)
    {
        string path = Path.Combine(_folder.Path, $"{megabytes}.jsonl");
        var documents = new BenchDocuments(megabytes);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        for (long written = 0; written < (long)megabytes << 20;)
        {
            string text = documents.Next();
            written += text.Length;
            writer.Write($"{{\"text\":\"{JsonEncodedText.Encode(text)}\"}}\n");
        }

        return path;
    }
}
