using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>Made-up documents in files, and the run of <c>sparkner annotate</c> over them that is measured.</summary>
internal static class BenchCorpus
{
    /// <summary>Writes a Parquet file with the columns <c>id</c> and <c>text</c>.</summary>
    public static void WriteParquet(IReadOnlyList<string> documents, string path)
    {
        string lines = Path.ChangeExtension(path, ".jsonl");
        using (var stream = new StreamWriter(lines, append: false, new UTF8Encoding(false)))
        {
            for (int i = 0; i < documents.Count; i++)
            {
                stream.WriteLine($"{{\"id\":\"{i}\",\"text\":\"{JsonEncodedText.Encode(documents[i])}\"}}");
            }
        }

        // No annotation columns: the rows as they are, in the other format.
        var layout = new OutputLayout([]) { ErrorsColumn = null };
        using (IRowSource source = RowSources.Open(lines, FileFormat.Jsonl, new SourceOptions { Carry = RowSinks.CarryFor(FileFormat.Parquet, layout) }))
        using (IRowSink sink = RowSinks.Create(path, FileFormat.Parquet, layout, source))
        {
            while (source.TryRead(out RowBatch? batch))
            {
                using (batch)
                {
                    sink.Write(batch, [.. Enumerable.Repeat<IAnnotatedRow>(EmptyRow.Instance, batch.Count)]);
                }
            }

            sink.Complete();
        }

        File.Delete(lines);
    }

    /// <summary>The settings of <c>sparkner annotate</c> for one file: whatever is not given has its default.</summary>
    public static AnnotateSettings Settings(string model, string input, string output, int threads, int batchTokens)
    {
        var given = new GivenOptions();
        given.Add("input", new GivenOption(new[] { input }, "INPUT", InFile: false));
        given.Add("output", new GivenOption(output, "--output", InFile: false));
        AnnotateSettings defaults = AnnotateSettingsBuilder.Build(given);
        return defaults with { Model = model, Threads = threads, BatchTokens = batchTokens, Overwrite = true, Quiet = true };
    }

    /// <summary>Annotates the file.</summary>
    /// <returns>The time that it took, without loading the model.</returns>
    public static TimeSpan Annotate(ConsoleStreams streams, AnnotateSettings settings, Annotator annotator, CancellationToken cancellationToken)
    {
        using IRunProgress silent = RunProgress.Start(streams.CreateError(), quiet: true);
        var watch = Stopwatch.StartNew();
        var run = new FileRun(settings, annotator, silent, () => Stream.Null, () => Stream.Null);
        run.Annotate(FileTasks.Plan(settings)[0], 0, 1, cancellationToken);
        return watch.Elapsed;
    }

    private sealed class EmptyRow : IAnnotatedRow
    {
        public static EmptyRow Instance { get; } = new();

        public ReadOnlySpan<char> Text => default;

        public string? Error => null;

        public int Count(int column) => 0;
    }
}
