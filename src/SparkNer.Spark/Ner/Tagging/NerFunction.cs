using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Annotates the rows of one task.</summary>
internal sealed class NerFunction : IBatchFunction
{
    private readonly NerCommand _command;
    private readonly ModelLease _model;
    private readonly Annotator _annotator;
    private readonly InputReader _reader;
    private readonly ResultBuilder _results;
    private readonly int _partition;
    private long _rows;

    /// <summary>A function.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="model">The model; given back with the function.</param>
    /// <param name="partition">The partition's number, for messages.</param>
    /// <exception cref="ArgumentException">An option does not fit the model.</exception>
    public NerFunction(NerCommand command, ModelLease model, int partition)
    {
        _command = command;
        _model = model;
        _annotator = model.Model.AnnotatorFor(command.Options);
        _reader = new InputReader(command.Inputs);
        _results = new ResultBuilder(command, _annotator.Labels.Names);
        _partition = partition;
    }

    /// <inheritdoc/>
    public ArrowType ResultType => _results.Type;

    /// <inheritdoc/>
    public ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken)
    {
        var documents = new AnnotatorInput[rows];
        var errors = new string?[rows];
        _reader.Read(arguments, documents, errors);
        AnnotatedText[] texts = _annotator.AnnotateBatch(documents, cancellationToken);
        for (int i = 0; i < rows; i++)
        {
            string? error = _results.Append(texts[i], errors[i] ?? texts[i].Error);
            if (error is not null && _command.OnError == NerErrorAction.Fail)
            {
                throw new FunctionException(
                    $"{RowNumbers.Describe(documents[i].Id, _partition, _rows + i + 1)} cannot be annotated: {error} (on-error is fail; with column the job would go on and say so in the errors column)");
            }
        }

        _rows += rows;
        return _results.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _results.Dispose();
        _model.Dispose();
    }
}
