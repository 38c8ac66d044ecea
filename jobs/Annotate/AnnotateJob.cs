using SparkNer.Cli;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Output;
using SparkNer.Cli.Running;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;

namespace SparkNer.Jobs.Annotate;

/// <summary>The job: reads, annotates, writes, and says so.</summary>
/// <param name="settings">What to do.</param>
/// <param name="streams">Where the plan and messages go.</param>
internal sealed class AnnotateJob(AnnotateJobSettings settings, ConsoleStreams streams)
{
    /// <summary>Runs to the end.</summary>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(SparkSession spark, CancellationToken cancellationToken)
    {
        InputSplits.Refine(spark);
        DataFrame rows = JobInput.Read(spark, settings);
        if (settings.Partitions is { } partitions)
        {
            rows = rows.Repartition(partitions);
        }
        else if (settings.Checkpoint is null && !settings.Annotate.Quiet)
        {
            InputSplits.Advise(spark, rows, streams.Error);
        }

        using NerModel model = Tagger.Load(spark, JobOutput.Fitted(settings));
        DataFrame annotated = JobOutput.Shape(Tagger.Transform(model, rows), settings);
        if (settings.Explain)
        {
            streams.Out.WriteLine(annotated.ExplainString("formatted"));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Checkpoint is null)
        {
            JobOutput.Write(annotated, settings);
        }
        else
        {
            StreamingQuery query = JobOutput.Start(annotated, settings);
            query.AwaitTermination(cancellationToken);
        }

        if (!settings.Annotate.Quiet)
        {
            streams.Error.WriteLine($"sparkner: annotated {settings.Input} -> {settings.Output}");
        }
    }
}
