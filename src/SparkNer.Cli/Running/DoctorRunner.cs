using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;
using SparkNer.Files.DuckDb;
using SparkNer.Onnx;
using SparkNer.Spark.Ner;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner doctor</c> does: tries everything that a run needs on this machine, and by a job of its own on executors.</summary>
/// <param name="streams">Where results and messages go.</param>
/// <param name="folder">The folder of this program.</param>
internal sealed class DoctorRunner(ConsoleStreams streams, string folder) : IDoctorRunner
{
    /// <summary>What makes this program the driver of the job that tries the executors.</summary>
    public const string JobWord = "doctor-job";

    private const string Text = "Angela Merkel met Tim Cook of Apple Inc. in Cupertino.";

    public int Run(DoctorSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        if (settings.Cluster is { DryRun: true } printed)
        {
            return RunOnSpark(printed, settings, cancellationToken);
        }

        List<Finding> findings = [.. Local(settings.Model, stderr, cancellationToken)];
        Print(streams.CreateOut(), findings);
        bool isWell = findings.All(f => f.IsWell);
        if (settings.Cluster is { } cluster)
        {
            isWell &= RunOnSpark(cluster, settings, cancellationToken) == ExitCode.Ok;
        }

        return isWell ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>A table of findings, those that are wrong marked.</summary>
    internal static void Print(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (Finding finding in findings)
        {
            table.AddRow(new Markup(finding.IsWell ? "[green]ok[/]" : "[red]wrong[/]"), new Spectre.Console.Text(finding.What), new Spectre.Console.Text(Printable.Line(finding.Value)));
        }

        console.Write(table);
    }

    private IEnumerable<Finding> Local(string model, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        yield return new Finding("sparkner", $"{CliApplication.Version} in {folder}", IsWell: true);
        yield return new Finding("system", $"{RuntimeInformation.OSDescription}, glibc {MachineFacts.Glibc() ?? "unknown"}", IsWell: true);
        yield return new Finding("processors", string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} ({string.Join(", ", MachineFacts.CpuFeatures())})"), IsWell: true);
        yield return new Finding("memory", Memory(), IsWell: true);
        yield return Try("ONNX Runtime", () => OrtEnv.Instance().GetVersionString());
        yield return Try("DuckDB", () => DuckQuery.Strings("select version()")[0][0]!);
        ModelFolder? opened = null;
        yield return Try("model", () =>
        {
            opened = ModelOpening.Open(model, stderr, quiet: false, cancellationToken);
            return $"{opened.Path}, {opened.Fingerprint[..12]}";
        });
        if (opened is not null)
        {
            yield return Try("inference", () => Infer(opened));
        }
    }

    private static string Memory()
    {
        long? total = MachineFacts.TotalMemory();
        long? allowed = MachineFacts.MemoryLimit() is { } limit && limit < total ? limit : total;
        return allowed is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{allowed / (double)(1 << 30):0.0} GiB");
    }

    private static string Infer(ModelFolder folder)
    {
        var watch = Stopwatch.StartNew();
        using Annotator annotator = Annotator.Load(folder);
        TimeSpan load = watch.Elapsed;
        AnnotatedText result = annotator.Annotate(Text);
        string entities = string.Join(", ", TextPrinter.Entities(result, AnnotationLayout.SparkNlp).Select(e => $"{e.Label} {e.Text}"));
        return result.Error ?? string.Create(CultureInfo.InvariantCulture, $"{entities} (loaded in {load.TotalMilliseconds:0} ms)");
    }

    private static Finding Try(string what, Func<string> look)
    {
        try
        {
            return new Finding(what, look(), IsWell: true);
        }
        catch (Exception exception)
        {
            // A type initializer says nothing; what stopped it does.
            return new Finding(what, exception.GetBaseException().Message, IsWell: false);
        }
    }

    private int RunOnSpark(ClusterSettings cluster, DoctorSettings settings, CancellationToken cancellationToken)
    {
        JobCommand commands = new(streams, folder);
        SparkSubmitCommand command = commands.Build(SparkJob.Annotate, cluster, settings.AllowUnsupportedSpark, cancellationToken) with
        {
            Name = "sparkner doctor",
            Word = JobWord,

            // So that all executors are there before the first task.
            Conf = [new("spark.scheduler.minRegisteredResourcesRatio", "1.0"), .. cluster.Conf],
            Arguments = ["--model", settings.Model, .. settings.AllowUnsupportedSpark ? ["--allow-unsupported-spark"] : (string[])[]],
        };
        return new SparkRun(command.DrivenByWorker(), streams).Run(cluster.DryRun, cancellationToken);
    }
}
