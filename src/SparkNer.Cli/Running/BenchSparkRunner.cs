using System.Diagnostics;
using System.Globalization;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Onnx;
using SparkNer.Spark;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>
/// What <c>sparkner bench spark</c> does: annotates the same made-up documents as a Spark job and by <c>sparkner annotate</c>, Parquet to Parquet, turn by turn.
/// </summary>
internal sealed class BenchSparkRunner(ConsoleStreams streams) : IBenchSparkRunner
{
    // Enough for the compilers of both sides to have seen the code, and for the executors' program to have loaded the model.
    private const int WarmUpDocuments = 64;

    // So that no task slot waits for another at the end.
    private const int FilesPerThread = 8;

    public int Run(BenchSparkSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken) =>
        BenchFrame.Run(folder => Measure(settings, stderr, folder, cancellationToken));

    private void Measure(BenchSparkSettings settings, IAnsiConsole stderr, string folder, CancellationToken cancellationToken)
    {
        BenchFrame.Say(settings.Quiet, stderr, "starting Spark");
        var watch = Stopwatch.StartNew();
        Builder builder = SparkSession.Builder().AppName("sparkner bench").Master(settings.Master.Url).SparkHome(settings.SparkHome).Log(TextWriter.Null)
            .Config("spark.ui.enabled", false);
        using SparkSession spark = builder.Config(settings.Conf).GetOrCreate();
        TimeSpan session = watch.Elapsed;
        streams.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Spark {spark.Version()}, {settings.Master.Url}; {settings.Threads} threads without Spark; batches of {settings.BatchTokens} positions; median of {settings.Rounds} rounds; session start {session.TotalSeconds:N1} s"));

        foreach ((string name, string path, int documents) in Models(settings, folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            MeasureModel(settings, stderr, spark, new Work(name, path, documents, Directory.CreateDirectory(Path.Combine(folder, $"work{documents}")).FullName), cancellationToken);
        }
    }

    private static IEnumerable<(string Name, string Path, int Documents)> Models(BenchSparkSettings settings, string folder)
    {
        if (settings.Model is { } chosen)
        {
            yield return (chosen, ModelPaths.Find(chosen), settings.Documents);
            yield break;
        }

        string small = ModelPaths.Find(AnnotateDefaults.Model);
        yield return (AnnotateDefaults.Model, small, settings.Documents);
        string large = Path.Combine(folder, "random");
        long parameters = RandomDistilBert.Write(large, small, settings.Seed);
        yield return (string.Create(CultureInfo.InvariantCulture, $"DistilBERT-base's size, random weights ({parameters / 1e6:N0} M)"), large, settings.LargeDocuments);
    }

    private void MeasureModel(BenchSparkSettings settings, IAnsiConsole stderr, SparkSession spark, Work work, CancellationToken cancellationToken)
    {
        string[] documents = new BenchDocuments(settings.Seed).Take(work.Documents);
        BenchCorpus.WriteParquet(documents, work.File);
        WriteParts(documents, work.Parts, settings.Threads * FilesPerThread);
        WriteParts([.. documents.Take(WarmUpDocuments)], work.WarmUp, 2 * settings.Threads);

        AnnotateSettings annotate = BenchCorpus.Settings(work.Model, work.File, Path.Combine(work.Folder, "annotated.parquet"), settings.Threads, settings.BatchTokens);
        using Annotator annotator = AnnotatorFactory.Load(annotate, stderr, cancellationToken);
        long pieces = Pieces(annotator, documents, cancellationToken);

        BenchFrame.Say(settings.Quiet, stderr, $"{work.Name}: starting the executors' program");
        var watch = Stopwatch.StartNew();
        using NerModel ner = spark.LoadNer(work.Model, new NerOptions { BatchTokens = settings.BatchTokens });
        RunOnSpark(spark, ner, work.WarmUp, work.SparkOutput);
        TimeSpan startUp = watch.Elapsed;
        BenchCorpus.Annotate(streams, annotate with { Inputs = [Directory.GetFiles(work.WarmUp)[0]] }, annotator, cancellationToken);

        var onSpark = new List<double>();
        var alone = new List<double>();
        for (int round = 1; round <= settings.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            BenchFrame.Say(settings.Quiet, stderr, $"{work.Name}: round {round} of {settings.Rounds}");
            alone.Add(BenchCorpus.Annotate(streams, annotate, annotator, cancellationToken).TotalSeconds);
            onSpark.Add(RunOnSpark(spark, ner, work.Parts, work.SparkOutput).TotalSeconds);
        }

        Print(work, documents.Length, pieces, startUp, onSpark, alone);
        PrintParts(spark, ner, work);
    }

    // Once each: where the job's time goes, not how fast it is.
    private void PrintParts(SparkSession spark, NerModel ner, Work work)
    {
        TimeSpan scan = Timed(() => Discard(spark.Read().Parquet(work.Parts)));
        TimeSpan annotated = Timed(() => Discard(ner.Transform(spark.Read().Parquet(work.Parts))));
        streams.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"once, nothing written    {annotated.TotalSeconds,12:N2} s   of it reading alone {scan.TotalSeconds:N2} s"));
    }

    private static void Discard(DataFrame rows) => rows.Write().Format("noop").Mode("overwrite").Save();

    private static TimeSpan Timed(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    private static TimeSpan RunOnSpark(SparkSession spark, NerModel ner, string input, string output) =>
        Timed(() => ner.Transform(spark.Read().Parquet(input)).Write().Mode("overwrite").Parquet(output));

    private static void WriteParts(string[] documents, string folder, int parts)
    {
        Directory.CreateDirectory(folder);
        foreach ((int i, string[] part) in documents.Chunk(Math.Max(1, (documents.Length + parts - 1) / parts)).Index())
        {
            BenchCorpus.WriteParquet(part, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{i:00000}.parquet")));
        }
    }

    private static long Pieces(Annotator annotator, string[] documents, CancellationToken cancellationToken)
    {
        long before = annotator.WordPiecesSeen;
        annotator.AnnotateBatch([.. documents.Take(WarmUpDocuments).Select(d => new AnnotatorInput { Text = d })], cancellationToken);
        long characters = documents.Take(WarmUpDocuments).Sum(d => (long)d.Length);
        return (long)((annotator.WordPiecesSeen - before) / (double)characters * documents.Sum(d => (long)d.Length));
    }

    private void Print(Work work, int documents, long pieces, TimeSpan startUp, List<double> onSpark, List<double> alone)
    {
        double ratio = BenchFigures.Median([.. onSpark.Zip(alone, (s, a) => s / a)]);
        double sparkTime = BenchFigures.Median(onSpark);
        double aloneTime = BenchFigures.Median(alone);
        TextWriter writer = streams.Out;
        writer.WriteLine($"model {work.Name}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"documents                {documents,12:N0}   word pieces about {pieces:N0}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Spark job                {sparkTime,12:N2} s {documents / sparkTime,10:N1} documents/s {pieces / sparkTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sparkner annotate        {aloneTime,12:N2} s {documents / aloneTime,10:N1} documents/s {pieces / aloneTime,10:N0} word pieces/s"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Spark job / annotate     {ratio,12:N3}   (median of the rounds' own ratios)"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start-up, not counted    {startUp.TotalSeconds,12:N1} s   (broadcast, first job, worker, model)"));
    }

    private sealed record Work(string Name, string Model, int Documents, string Folder)
    {
        public string File => Path.Combine(Folder, "documents.parquet");

        public string Parts => Path.Combine(Folder, "parts");

        public string WarmUp => Path.Combine(Folder, "warm-up");

        public string SparkOutput => Path.Combine(Folder, "spark");
    }
}
