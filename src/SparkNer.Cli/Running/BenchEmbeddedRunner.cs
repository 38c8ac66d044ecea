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
using SparkNer.Pipeline;
using SparkNer.Text;
using SparkNer.WordPieces;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>
/// What <c>sparkner bench embedded</c> does: annotates made-up documents, Parquet to Parquet with the default columns, and runs ONNX Runtime alone on the same word
/// pieces, turn by turn.
/// </summary>
internal sealed class BenchEmbeddedRunner(ConsoleStreams streams) : IBenchEmbeddedRunner
{
    private const int Rounds = 3;

    public int Run(BenchEmbeddedSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("sparkner-bench-").FullName;
        try
        {
            Measure(settings, stderr, folder, cancellationToken);
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is InputException or OutputException or ModelFormatException or ModelRunException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Say(BenchEmbeddedSettings settings, IAnsiConsole stderr, string message)
    {
        if (!settings.Quiet)
        {
            stderr.Profile.Out.Writer.WriteLine(message);
        }
    }

    private static string[] MakeDocuments(BenchEmbeddedSettings settings)
    {
        var documents = new BenchDocuments(settings.Seed);
        return [.. Enumerable.Range(0, settings.Documents).Select(_ => documents.Next())];
    }

    // The sequences that the annotator will give to the model: one a document, as none is longer than the window.
    private static (List<int[]> Sequences, long Words) Encode(IEnumerable<string> documents, WordPieceTokenizer wordPieces, int maxLength)
    {
        var tokenizer = new Tokenizer();
        var spans = new List<TextSpan>();
        var pieces = new PieceBuffer();
        var sequences = new List<int[]>();
        long words = 0;
        foreach (string document in documents)
        {
            spans.Clear();
            pieces.Clear();
            tokenizer.Tokenize(document, spans);
            words += spans.Count;
            for (int i = 0; i < spans.Count; i++)
            {
                wordPieces.EncodeWord(document.AsSpan(spans[i].Begin, spans[i].Length), i, 0, pieces);
            }

            foreach (PieceWindow window in WordPieceTokenizer.Windows(pieces.Count, maxLength, Windows.DefaultStride(maxLength - 2)))
            {
                sequences.Add([wordPieces.ClsId, .. pieces.Ids.Slice(window.Start, window.Count), wordPieces.SepId]);
            }
        }

        return (sequences, words);
    }

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
        string[] documents = MakeDocuments(settings);
        WriteParquet(documents, folder, input);

        AnnotateSettings annotate = SettingsOf(settings, path, input, Path.Combine(folder, "annotated.parquet"));
        using Annotator annotator = AnnotatorFactory.Load(annotate);
        Say(settings, stderr, "warming up");
        RunFull(annotate, annotator, cancellationToken);
        long memory = PeakMemory();
        (List<int[]> sequences, long words) = Encode(documents, annotator.WordPieces, annotator.MaxLength);
        long pieces = sequences.Sum(s => (long)s.Length);
        using var raw = new RawOnnxRuntime(ModelFolder.Open(path), sequences, settings.BatchTokens);

        var full = new List<double>();
        var alone = new List<double>();
        for (int round = 1; round <= Rounds; round++)
        {
            Say(settings, stderr, $"round {round} of {Rounds}");
            alone.Add(raw.Run(settings.Threads, cancellationToken).TotalSeconds);
            full.Add(RunFull(annotate, annotator, cancellationToken).TotalSeconds);
        }

        Print(settings, documents.Length, words, pieces, memory, full, alone);
    }

    private void Print(BenchEmbeddedSettings settings, int documents, long words, long pieces, long memory, List<double> full, List<double> raw)
    {
        double fullTime = Median(full);
        double rawTime = Median(raw);
        double ratio = Median([.. full.Zip(raw, (f, r) => r / f)]);
        TextWriter writer = streams.Out;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {settings.Model}, {settings.Threads} threads, batches of {settings.BatchTokens} positions, median of {Rounds} rounds"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"documents                {documents,12:N0}   words {words:N0}   word pieces {pieces:N0}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full path, Parquet       {fullTime,12:N2} s {documents / fullTime,10:N0} documents/s {words / fullTime,10:N0} words/s {pieces / fullTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw ONNX Runtime         {rawTime,12:N2} s {documents / rawTime,10:N0} documents/s {words / rawTime,10:N0} words/s {pieces / rawTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"full path / raw          {ratio,12:N3}   (median of the rounds' own ratios)"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory              {memory / 1048576.0,12:N0} MiB"));
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private TimeSpan RunFull(AnnotateSettings settings, Annotator annotator, CancellationToken cancellationToken)
    {
        using IRunProgress silent = RunProgress.Start(streams.CreateError(), quiet: true);
        var watch = Stopwatch.StartNew();
        var run = new FileRun(settings, annotator, silent, () => Stream.Null, () => Stream.Null);
        run.Annotate(FileTasks.Plan(settings)[0], 0, 1, cancellationToken);
        return watch.Elapsed;
    }

    private static AnnotateSettings SettingsOf(BenchEmbeddedSettings settings, string model, string input, string output)
    {
        // Whatever is not given has its default; input and output must be.
        var given = new GivenOptions();
        given.Add("input", new GivenOption(new[] { input }, "INPUT", InFile: false));
        given.Add("output", new GivenOption(output, "--output", InFile: false));
        AnnotateSettings defaults = AnnotateSettingsBuilder.Build(given);
        return defaults with { Model = model, Threads = settings.Threads, BatchTokens = settings.BatchTokens, Overwrite = true, Quiet = true };
    }

    private static void WriteParquet(string[] documents, string folder, string path)
    {
        string lines = Path.Combine(folder, "documents.jsonl");
        using (var stream = new StreamWriter(lines, append: false, new UTF8Encoding(false)))
        {
            for (int i = 0; i < documents.Length; i++)
            {
                stream.WriteLine($"{{\"id\":\"{i}\",\"text\":\"{JsonEncodedText.Encode(documents[i])}\"}}");
            }
        }

        // No annotation columns: the rows as they are, in the other format.
        var layout = new OutputLayout([]) { ErrorsColumn = null };
        using IRowSource source = RowSources.Open(lines, FileFormat.Jsonl, new SourceOptions { Carry = RowSinks.CarryFor(FileFormat.Parquet, layout) });
        using IRowSink sink = RowSinks.Create(path, FileFormat.Parquet, layout, source);
        while (source.TryRead(out RowBatch? batch))
        {
            using (batch)
            {
                sink.Write(batch, [.. Enumerable.Repeat<IAnnotatedRow>(EmptyRow.Instance, batch.Count)]);
            }
        }

        sink.Complete();
    }

    private sealed class EmptyRow : IAnnotatedRow
    {
        public static EmptyRow Instance { get; } = new();

        public ReadOnlySpan<char> Text => default;

        public string? Error => null;

        public int Count(int column) => 0;
    }
}
