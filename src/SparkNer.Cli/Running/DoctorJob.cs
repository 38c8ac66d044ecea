using SparkNer.Cli.Doctor;
using SparkNer.Cli.Output;
using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>The job of <c>sparkner doctor --spark</c>: tasks on all executors say what their machine is like and try the model.</summary>
/// <param name="streams">Where the table goes.</param>
internal sealed class DoctorJob(ConsoleStreams streams)
{
    private const int TableWidth = 240;

    // Tasks go where there is room: an executor that was busy gets one in the next round.
    private const int MostRounds = 5;

    /// <summary>Runs it and prints the table.</summary>
    /// <returns>Whether every executor can do its work.</returns>
    /// <exception cref="UserErrorException">It could not be tried.</exception>
    public bool Run(SparkSession spark, string model, CancellationToken cancellationToken)
    {
        try
        {
            string path = ModelPaths.Find(model);
            string fingerprint = ModelFolder.Open(path).Fingerprint;
            var reports = new List<PreflightReport>();
            int executors = Executors(spark);
            for (int round = 0; round < MostRounds && (round == 0 || ExecutorTable.Processes(reports).Count < executors); round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                reports.AddRange(NerPreflight.Run(spark, path));
            }

            IReadOnlyList<PreflightReport> processes = ExecutorTable.Processes(reports);
            Print(processes, fingerprint);
            if (processes.Count < executors)
            {
                streams.Error.WriteLine($"sparkner: warning: {processes.Count} of {executors} executors took a task.");
            }

            return processes.All(r => ExecutorTable.IsWell(r, fingerprint));
        }
        catch (Exception exception) when (exception is ModelFormatException or InvalidOperationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
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
        console.Profile.Width = TableWidth;
        console.Write(table);
    }
}
