using SparkNer.Arrow;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>A function over whole rows: they come, and go, as one struct column; there may be more or fewer of them.</summary>
internal sealed class RowPlan : BatchPlan
{
    private readonly FunctionChain _chain;
    private FieldList _fields = new();

    /// <summary>Makes the function.</summary>
    public RowPlan(IReadOnlyList<FunctionCall> calls, IFunctionCatalog catalog, FunctionContext context)
    {
        if (calls is not [{ Commands.Count: 1 } call])
        {
            throw new WireException("functions: there must be one in mapInArrow, and not a chain");
        }

        _chain = new FunctionChain(call, catalog, context);
        if (_chain.ResultType is not ArrowType.Struct)
        {
            ArrowType type = _chain.ResultType;
            _chain.Dispose();
            throw new FunctionException($"the function is a column function, of the type {type}: it cannot be used in mapInArrow");
        }

        OutputSchema = new ArrowSchema(new ArrowField("_0", _chain.ResultType, IsNullable: false));
    }

    public override ArrowSchema OutputSchema { get; }

    public override IEnumerable<int> UsedColumns => Enumerable.Range(0, _fields.Count);

    public override void Check(ArrowSchema input)
    {
        _fields = input.Fields is [{ Type: ArrowType.Struct row }]
            ? row.Fields
            : throw new WireException($"input: mapInArrow's rows must come as one struct column, not as {input.Fields}");
    }

    public override IReadOnlyList<ArrowArray> Columns(RecordBatch batch) => [.. UsedColumns.Select(i => batch.Columns[0].Field(i))];

    public override IReadOnlyList<ArrowArray> Evaluate(
        IReadOnlyList<ArrowArray> columns, int rows, List<IDisposable> owned, CancellationToken cancellationToken)
    {
        FunctionArgument[] arguments = [.. columns.Select((c, i) => new FunctionArgument(_fields[i].Name, c))];
        ArrowArray result = _chain.Evaluate(arguments, rows, keepsRows: false, owned, cancellationToken);
        return result.NullCount == 0
            ? [result]
            : throw new FunctionException("the function gave rows that are null as a whole: Spark has no such rows");
    }

    public override void Dispose() => _chain.Dispose();
}
