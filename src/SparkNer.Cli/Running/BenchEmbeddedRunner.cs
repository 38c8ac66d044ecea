using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Onnx;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>
/// What <c>sparkner bench embedded</c> does: annotates made-up documents, Parquet to Parquet with the default columns, and runs ONNX Runtime alone on the same word
/// pieces, turn by turn.
/// </summary>
internal sealed class BenchEmbeddedRunner(ConsoleStreams streams) : IBenchEmbeddedRunner
{
    private const int Rounds = 3;

    public int Run(BenchEmbeddedSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken) =>
        BenchFrame.Run(folder => Measure(settings, stderr, folder, cancellationToken));

    private static long PeakMemory()
    {
        // Linux; elsewhere what .NET knows.
        const string field = "VmHWM:";
        try
        {
            string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
            return line is null ? Process.GetCurrentProcess().PeakWorkingSet64 : 1024 * long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return Process.GetCurrentProcess().PeakWorkingSet64;
        }
    }

    private void Measure(BenchEmbeddedSettings settings, IAnsiConsole stderr, string folder, CancellationToken cancellationToken)
    {
        string path = ModelPaths.Find(settings.Model);
        string input = Path.Combine(folder, "documents.parquet");
        string[] documents = new BenchDocuments(settings.Seed).Take(settings.Documents);
        BenchCorpus.WriteParquet(documents, input);

        AnnotateSettings annotate = BenchCorpus.Settings(path, input, Path.Combine(folder, "annotated.parquet"), settings.Threads, settings.BatchTokens);
        using Annotator annotator = AnnotatorFactory.Load(annotate, stderr, cancellationToken);
        BenchFrame.Say(settings.Quiet, stderr, "warming up");
        RunFull(annotate, annotator, cancellationToken);
        long memory = PeakMemory();
        (List<int[]> sequences, long words) = BenchSequences.Encode(documents, annotator.WordPieces, annotator.MaxLength);
        long pieces = sequences.Sum(s => (long)s.Length);
        using var raw = new RawOnnxRuntime(ModelFolder.Open(path), sequences, settings.BatchTokens);

        var full = new List<double>();
        var alone = new List<double>();
        for (int round = 1; round <= Rounds; round++)
        {
            BenchFrame.Say(settings.Quiet, stderr, $"round {round} of {Rounds}");
            alone.Add(raw.Run(settings.Threads, cancellationToken).TotalSeconds);
            full.Add(RunFull(annotate, annotator, cancellationToken).TotalSeconds);
        }

        Print(settings, documents.Length, words, pieces, memory, full, alone);
    }

    private void Print(BenchEmbeddedSettings settings, int documents, long words, long pieces, long memory, List<double> full, List<double> raw)
    {
        double fullTime = BenchFigures.Median(full);
        double rawTime = BenchFigures.Median(raw);
        double ratio = BenchFigures.Median([.. full.Zip(raw, (f, r) => r / f)]);
        TextWriter writer = streams.Out;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {settings.Model}, {settings.Threads} threads, batches of {settings.BatchTokens} positions, median of {Rounds} rounds"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"documents                {documents,12:N0}   words {words:N0}   word pieces {pieces:N0}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full path, Parquet       {fullTime,12:N2} s {documents / fullTime,10:N0} documents/s {words / fullTime,10:N0} words/s {pieces / fullTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw ONNX Runtime         {rawTime,12:N2} s {documents / rawTime,10:N0} documents/s {words / rawTime,10:N0} words/s {pieces / rawTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full path / raw          {ratio,12:N3}   (median of the rounds' own ratios)"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory              {memory / 1048576.0,12:N0} MiB"));
    }

    private TimeSpan RunFull(AnnotateSettings settings, Annotator annotator, CancellationToken cancellationToken) =>
        BenchCorpus.Annotate(streams, settings, annotator, cancellationToken);
}
