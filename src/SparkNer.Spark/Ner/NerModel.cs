using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Ner;

/// <summary>A model on a Spark cluster: adds annotation columns to data frames, makes column functions, registers them for SQL. Made by <c>spark.LoadNer</c>.</summary>
/// <remarks>
/// <para>Thread-safe. Plans made with it need it until their last query has run: dispose it after that.</para>
/// <para><see cref="Transform"/> evaluates the model once a row, however many of its columns are used, also under filters. What <see cref="Annotate"/> and
/// <see cref="Register"/> make is a deterministic function, which Spark allows in joins and aggregates: within one SELECT Spark evaluates equal calls once, but a call in
/// WHERE beside one in SELECT is another evaluation; put it into a subquery.</para>
/// </remarks>
public sealed class NerModel : IDisposable
{
    // Removed before anybody sees it.
    private const string ResultColumn = "__sparkner_result";

    private readonly SparkSession _spark;
    private readonly NerOptions _options;
    private readonly NerCommand _command;
    private readonly string _program;
    private readonly JavaBroadcast? _broadcast;
    private readonly Lock _lock = new();
    private readonly Dictionary<(bool IsDeterministic, string Inputs), SparkFunction> _functions = [];
    private bool _disposed;

    internal NerModel(SparkSession spark, ModelFolder folder, NerOptions options, NerCommand command, string program, JavaBroadcast? broadcast)
    {
        _spark = spark;
        _options = options;
        _command = command;
        _program = program;
        _broadcast = broadcast;
        Name = command.Model.Name;
        Fingerprint = folder.Fingerprint;
        Labels = folder.Labels;
        ResultType = ResultTypes.Of(AnnotationTypes.Result(command));
        AddedFields = [.. Fields(command, options)];
    }

    /// <summary>The model's name: its folder's.</summary>
    public string Name { get; }

    /// <summary>See <see cref="ModelFolder.Fingerprint"/>.</summary>
    public string Fingerprint { get; }

    /// <summary>The model's labels by class id.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>
    /// What the functions of <see cref="Annotate"/> and <see cref="Register"/> return: a struct of the layout's columns whose last field is <c>error</c>; where
    /// each sentence becomes a row of its own, an array of such structs.
    /// </summary>
    public DataType ResultType { get; }

    /// <summary>The columns that <see cref="Transform"/> adds, in their order, with types, nested nullability and metadata.</summary>
    public IReadOnlyList<StructField> AddedFields { get; }

    internal NerCommand Command => _command;

    internal string Program => _program;

    internal JavaBroadcast? Broadcast => _broadcast;

    /// <summary>All columns of a data frame, then the annotation columns, then the errors column.</summary>
    /// <param name="df">The data frame.</param>
    /// <param name="textColumn">The column with the text; null: as the options say.</param>
    /// <exception cref="ArgumentException">A column is missing, has an unsuitable type, or has the name of one that is added; the message says which there are.</exception>
    public DataFrame Transform(DataFrame df, string? textColumn = null)
    {
        ArgumentNullException.ThrowIfNull(df);
        StructType schema = df.Schema();
        (IReadOnlyList<NerInput> inputs, Column[] arguments) = InputColumns.Of(schema, _options, textColumn);
        InputColumns.CheckNew(schema, [.. AddedFields.Select(f => f.Name)], _options.ErrorsColumn);

        // Not deterministic: else Spark would repeat the call for every column that is used, and for filters.
        DataFrame results = df.WithColumn(ResultColumn, Function(false, inputs).Apply(arguments));
        if (_command.Explodes)
        {
            results = results.WithColumn(ResultColumn, Sql.Functions.Explode(Sql.Functions.Col(ResultColumn)));
        }

        Column result = Sql.Functions.Col(ResultColumn);
        StructType row = RowType(ResultType);
        IEnumerable<Column> added = AddedFields.Select((f, i) => result.GetField(row.Names[i]).As(f.Name, f.Metadata));
        return results.Select([Sql.Functions.Col("*"), .. added]).Drop(ResultColumn);
    }

    /// <summary>The annotations of a column of texts: see <see cref="ResultType"/>.</summary>
    /// <param name="text">The texts: strings.</param>
    /// <param name="id">The documents' ids; null: none.</param>
    /// <param name="metadata">Further facts for the document annotations, maps of strings; null: none.</param>
    public Column Annotate(Column text, Column? id = null, Column? metadata = null) => Call(NerInput.Text, text, id, metadata);

    /// <summary>The annotations of a column of texts that are split into words already: see <see cref="ResultType"/>.</summary>
    /// <param name="words">The words: arrays of strings.</param>
    /// <param name="id">The documents' ids; null: none.</param>
    /// <param name="metadata">Further facts for the document annotations, maps of strings; null: none.</param>
    public Column AnnotateWords(Column words, Column? id = null, Column? metadata = null) => Call(NerInput.Words, words, id, metadata);

    /// <summary>
    /// Gives SQL a function: <c>select ner(text).ner_chunk from docs</c>. It takes a text and, if wanted, an id; with <see cref="NerOptions.WordsColumn"/> words in the
    /// text's place.
    /// </summary>
    /// <param name="name">The function's name in this session.</param>
    public void Register(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Function(true, [_options.WordsColumn is null ? NerInput.Text : NerInput.Words, NerInput.Id, NerInput.Metadata]).Register(name);
    }

    /// <summary>Takes the model from the executors. Queries that still use it fail.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            foreach (SparkFunction function in _functions.Values)
            {
                function.Reference.Dispose();
            }

            _functions.Clear();
        }

        if (_broadcast is null || _spark.Application.IsStopped)
        {
            return;
        }

        try
        {
            _broadcast.Destroy();
        }
        catch (Exception exception) when (exception is GatewayClosedException or ObjectDisposedException)
        {
            // The application has ended, and the broadcast with it.
        }
    }

    private static IEnumerable<StructField> Fields(NerCommand command, NerOptions options)
    {
        StructType row = RowType(ResultTypes.Of(AnnotationTypes.Result(command)));
        for (int i = 0; i < row.Count - 1; i++)
        {
            yield return command.Columns.Count > 0
                ? row[i] with { Metadata = Metadata.Of("annotatorType", LayoutColumns.AnnotatorTypeOf(command.Columns[i])) }
                : row[i];
        }

        yield return row[^1] with { Name = options.ErrorsColumn };
    }

    private static StructType RowType(DataType result) => (StructType)(result is ArrayType list ? list.ElementType : result);

    private Column Call(NerInput first, Column document, Column? id, Column? metadata)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<NerInput> inputs = [first];
        List<Column> columns = [document];
        if (id is not null)
        {
            inputs.Add(NerInput.Id);
            columns.Add(id.Cast("string"));
        }

        if (metadata is not null)
        {
            inputs.Add(NerInput.Metadata);
            columns.Add(metadata);
        }

        return Function(true, inputs).Apply([.. columns]);
    }

    // One for each form of call: Spark recognizes equal calls by it.
    private SparkFunction Function(bool isDeterministic, IReadOnlyList<NerInput> inputs)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var key = (isDeterministic, string.Join(',', inputs));
            if (!_functions.TryGetValue(key, out SparkFunction? function))
            {
                function = _spark.PythonFunctions.Create(new PythonFunctionDefinition
                {
                    Name = NerCommand.Kind,
                    Command = (_command with { Inputs = inputs }).Encode(),
                    ReturnType = ResultType,
                    Executable = _program,
                    IsDeterministic = isDeterministic,
                    Broadcasts = _broadcast is null ? [] : [_broadcast.Broadcast],
                });
                _functions.Add(key, function);
            }

            return function;
        }
    }
}
