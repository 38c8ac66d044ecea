using System.Text.Json;
using SparkNer.Onnx;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Ner;

/// <summary>Looks at a cluster's executors: do they start our program, do they get the model, does it work there?</summary>
public static class NerPreflight
{
    // Several a core, so that every executor gets some though Spark hands tasks out as cores fall free.
    private const int TasksPerCore = 4;

    /// <summary>Runs a preflight task on every executor, as far as Spark spreads tasks.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="model">The model folder to try; null: none.</param>
    /// <param name="options">Where the program is and how the model is shipped; null: the defaults.</param>
    /// <returns>A report for each worker process, ordered by machine.</returns>
    /// <exception cref="ModelFormatException">The model cannot be used on the driver already.</exception>
    /// <exception cref="Gateway.JavaException">The executors cannot run the program.</exception>
    public static IReadOnlyList<PreflightReport> Run(SparkSession spark, string? model, NerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spark);
        using NerModel? ner = model is null ? null : spark.LoadNer(model, options);
        string program = ner?.Program ?? NerLoading.Program(spark, options ?? new NerOptions());
        JavaBroadcast? broadcast = ner?.Broadcast;
        SparkFunction function = spark.PythonFunctions.Create(new PythonFunctionDefinition
        {
            Name = PreflightCommand.Kind,
            Command = new PreflightCommand { Model = ner?.Command.Model }.Encode(),
            ReturnType = new StringType(),
            Executable = program,
            IsDeterministic = false,
            Broadcasts = broadcast is null ? [] : [broadcast.Broadcast],
        });
        int tasks = Math.Max(1, spark.SparkContext.DefaultParallelism) * TasksPerCore;
        DataFrame reports = spark.Range(0, tasks, 1, tasks).Select(function.Apply(Sql.Functions.Col("id")).As("report"));
        return [.. reports.Collect()
            .Select(r => JsonSerializer.Deserialize(r.GetAs<string>(0), NerJson.Default.PreflightReport)!)
            .GroupBy(r => (r.Host, r.ProcessId))
            .Select(g => g.MaxBy(r => r.LoadMilliseconds ?? 0)!)
            .OrderBy(r => r.Host, StringComparer.Ordinal).ThenBy(r => r.ProcessId)];
    }
}
