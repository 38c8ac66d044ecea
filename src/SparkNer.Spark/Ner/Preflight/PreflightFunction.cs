using System.Diagnostics;
using System.Text.Json;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Gives a <see cref="PreflightReport"/> as JSON for each row. What fails is part of the report: the task itself goes well.</summary>
internal sealed class PreflightFunction(PreflightCommand command, ModelFinder models, FunctionContext context) : IBatchFunction
{
    private readonly Utf8Builder _results = new();

    /// <inheritdoc/>
    public ArrowType ResultType => _results.Type;

    /// <inheritdoc/>
    public ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        for (int i = 0; i < rows; i++)
        {
            _results.Append(JsonSerializer.Serialize(Examine(), NerJson.Default.PreflightReport));
        }

        return _results.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => _results.Dispose();

    private PreflightReport Examine()
    {
        PreflightReport report = MachineFacts.Report();
        if (command.Model is not { } reference)
        {
            return report;
        }

        report = report with { Model = reference.Name };
        try
        {
            long start = Stopwatch.GetTimestamp();
            using ModelLease lease = models.Rent(reference, NerCommand.DefaultBatchTokens, null, context);
            TimeSpan load = Stopwatch.GetElapsedTime(start);
            Annotator annotator = lease.Model.AnnotatorFor(new AnnotatorOptions());
            start = Stopwatch.GetTimestamp();
            AnnotatedText text = annotator.Annotate(command.Text);
            return report with
            {
                Fingerprint = lease.Model.Fingerprint,
                LoadMilliseconds = load.TotalMilliseconds,
                InferenceMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                Entities = [.. text.NerChunk.Select(c => $"{c.Metadata["entity"]} {c.Result}")],
                Error = text.Error,
                Loads = ModelCache.Loads,
                WorkingSetBytes = Environment.WorkingSet,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return report with { Error = exception.Message };
        }
    }
}
