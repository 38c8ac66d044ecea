using System.Globalization;
using SparkNer.Cli;
using SparkNer.Cli.Output;
using SparkNer.Cli.Running;
using SparkNer.Cli.Submit;
using SparkNer.Evaluation;
using SparkNer.Files;
using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Evaluate;

/// <summary>The job: executors read and tag, the driver counts, sentence by sentence, with the code of <c>sparkner evaluate</c>.</summary>
/// <param name="settings">What to do.</param>
/// <param name="streams">Where the report and messages go.</param>
internal sealed class EvaluateJob(EvaluateJobSettings settings, ConsoleStreams streams)
{
    /// <summary>Runs to the end.</summary>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(SparkSession spark, CancellationToken cancellationToken)
    {
        try
        {
            using var report = new EvaluationReport(settings.Evaluate);
            using var taggers = new TableTaggers(spark, settings);
            DataFrame tagged = taggers.Tag(SentenceTable.Select(Read(spark, taggers.Any), settings));
            if (taggers.Any)
            {
                tagged.Persist();
            }

            if (settings.Explain)
            {
                streams.Out.WriteLine(tagged.ExplainString("formatted"));
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (taggers.Any)
            {
                // All partitions at once; one after the other they would come to the driver while the other executors wait.
                tagged.Count();
            }

            var rows = new SentenceRows(settings, taggers);
            streams.Out.Write(report.Of(rows.Read(tagged.ToLocalIterator(prefetchPartitions: true), cancellationToken), cancellationToken));
            if (!settings.Evaluate.Quiet)
            {
                streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sparkner: evaluated {rows.Count:N0} rows of {settings.Evaluate.Input}"));
            }
        }
        catch (Exception exception) when (exception is OutputException or EvaluationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    private DataFrame Read(SparkSession spark, bool tags)
    {
        if (tags)
        {
            InputSplits.Refine(spark);
        }

        DataFrame rows = SparkInput.Read(spark, settings.Evaluate.Input, settings.InputFormat, settings.InputOptions);
        if (settings.Partitions is { } partitions)
        {
            return rows.Repartition(partitions);
        }

        if (tags && !settings.Evaluate.Quiet)
        {
            InputSplits.Advise(spark, rows, streams.Error);
        }

        return rows;
    }
}
