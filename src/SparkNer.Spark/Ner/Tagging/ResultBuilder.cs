using SparkNer.Aggregation;
using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>Builds the results of calls: a struct a row, or with exploded sentences a list of structs.</summary>
internal sealed class ResultBuilder : IDisposable
{
    private const string TooLarge = "its annotations are too large: a column of a batch holds at most 2 GiB. Split the text.";

    private readonly bool _explodes;
    private readonly bool _keepEmpty;
    private readonly ColumnBuilder[] _columns;
    private readonly Utf8Builder _error = new();
    private readonly StructBuilder _row;
    private readonly ArrowArrayBuilder _root;
    private readonly ListBuilder? _list;

    /// <summary>A builder.</summary>
    /// <param name="command">What is wanted.</param>
    /// <param name="labels">The model's labels.</param>
    public ResultBuilder(NerCommand command, IReadOnlyList<string> labels)
    {
        ArrowType.Struct row = AnnotationTypes.Row(command.Options, command.Columns);
        var reader = new AnnotationReader();
        _columns = command.Options.Layout == AnnotationLayout.SparkNlp
            ? [.. command.Columns.Select(c => new AnnotationColumnBuilder(c, reader, labels))]
            : [new EntityColumnBuilder(command.Options.Aggregation == AggregationStrategy.None ? AnnotationTypes.EntityPieces : AnnotationTypes.EntityGroups)];
        _row = new StructBuilder(row, [.. _columns.Select(c => c.Arrow), _error]);
        _explodes = command.Explodes;
        _keepEmpty = command.Options.Compatibility == Compatibility.None;
        Type = AnnotationTypes.Result(command);
        _list = _explodes ? new ListBuilder(Type, _row) : null;
        _root = _list ?? (ArrowArrayBuilder)_row;
    }

    /// <summary>The results' type.</summary>
    public ArrowType Type { get; }

    /// <summary>Adds a row.</summary>
    /// <param name="text">Its annotations.</param>
    /// <param name="error">What is wrong with it; null where all is well.</param>
    /// <returns>What was wrong in the end; null where all is well.</returns>
    public string? Append(AnnotatedText text, string? error)
    {
        if (!_explodes)
        {
            return AppendRow(text, error);
        }

        // A document without sentences stays one row, so that none is lost; Spark NLP drops it, and so does what is compatible.
        int before = _row.Length;
        string? first = null;
        foreach (AnnotatedText sentence in text.ExplodeSentences())
        {
            string? wrong = AppendRow(sentence, error);
            first ??= wrong;
        }

        if (_row.Length == before && (_keepEmpty || error is not null))
        {
            first = AppendRow(text, error);
        }

        _list!.EndRow();
        return first;
    }

    /// <summary>The rows so far.</summary>
    public ArrowArray Finish() => _root.Finish();

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private string? AppendRow(AnnotatedText text, string? error)
    {
        bool fits = true;
        foreach (ColumnBuilder column in _columns)
        {
            fits &= column.Bytes + column.BytesOf(text) <= ColumnBuilder.MaxBytes;
        }

        foreach (ColumnBuilder column in _columns)
        {
            if (fits)
            {
                column.Append(text);
            }
            else
            {
                column.AppendNothing();
            }
        }

        error ??= fits ? null : TooLarge;
        if (error is null)
        {
            _error.AppendNull();
        }
        else
        {
            _error.Append(error);
        }

        _row.EndRow();
        return error;
    }
}
