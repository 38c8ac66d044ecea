using System.Text.Json;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Output;
using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>The job of <c>sparkner doctor --spark</c>: a task on every executor says what its machine is like and tries the model.</summary>
/// <param name="streams">Where the table goes.</param>
internal sealed class DoctorJob(ConsoleStreams streams)
{
    // Small tasks go where there is room: an executor that was busy gets one in the next round.
    private const int MostRounds = 10;

    /// <summary>Runs it and prints the table.</summary>
    /// <returns>Whether every executor can do its work.</returns>
    /// <exception cref="UserErrorException">It could not be tried.</exception>
    public bool Run(SparkSession spark, string model, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(ModelPaths.Find(model));
        using JavaBroadcast broadcast = JavaBroadcast.Create(spark.SparkContext.Reference, stream => ModelPackage.Write(folder, stream, cancellationToken));
        SparkFunction function = spark.PythonFunctions.Create(new PythonFunctionDefinition
        {
            Name = "sparkner_preflight",
            Command = new PreflightCommand { Model = new ModelReference { Name = ModelPackage.NameOf(folder), Fingerprint = folder.Fingerprint } }.Encode(),
            ReturnType = new StringType(),
            Executable = spark.Conf().Get("spark.sparkner.worker", null) is { Length: > 0 } worker
                ? worker
                : throw new UserErrorException("spark.sparkner.worker is not set: it names the program on the executors. 'sparkner doctor --spark' sets it."),
            IsDeterministic = false,
            Broadcasts = [broadcast.Broadcast],
        });

        var reports = new List<PreflightReport>();
        int executors = Executors(spark);
        for (int round = 0; round < MostRounds && (round == 0 || ExecutorTable.Processes(reports).Count < executors); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int tasks = Math.Max(spark.SparkContext.DefaultParallelism, executors) * 2;
            DataFrame rows = spark.Range(0, tasks, 1, tasks).Select(function.Apply(Functions.Col("id")).As("report"));
            reports.AddRange(rows.Collect().Select(row => JsonSerializer.Deserialize(row.GetAs<string>(0), NerJson.Default.PreflightReport)!));
        }

        IReadOnlyList<PreflightReport> processes = ExecutorTable.Processes(reports);
        Print(processes, folder.Fingerprint);
        if (processes.Count < executors)
        {
            streams.Error.WriteLine($"sparkner: warning: {processes.Count} of {executors} executors took a task.");
        }

        return processes.All(r => ExecutorTable.IsWell(r, folder.Fingerprint));
    }

    // The driver counts as one, which runs tasks with a local master only.
    private static int Executors(SparkSession spark)
    {
        using JavaObject scala = spark.SparkContext.Reference.CallObject("sc");
        using JavaObject tracker = scala.CallObject("statusTracker");
        using JavaObject infos = tracker.CallObject("getExecutorInfos");
        int all = spark.Gateway.ArrayLength(infos);
        return Math.Max(1, spark.SparkContext.IsLocal ? all : all - 1);
    }

    private void Print(IReadOnlyList<PreflightReport> processes, string fingerprint)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string heading in ExecutorTable.Headings)
        {
            table.AddColumn(new TableColumn(heading).NoWrap());
        }

        foreach (PreflightReport report in processes)
        {
            table.AddRow(ExecutorTable.Row(report, fingerprint).Select(cell => new Spectre.Console.Text(Printable.Line(cell))));
        }

        IAnsiConsole console = streams.CreateOut();
        console.Profile.Width = 240;
        console.Write(table);
    }
}
