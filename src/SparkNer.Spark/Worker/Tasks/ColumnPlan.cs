using System.Globalization;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Column functions: one or several calls, a result column each, of as many rows as came.</summary>
internal sealed class ColumnPlan : BatchPlan
{
    private readonly List<FunctionChain> _chains = [];

    /// <summary>Makes the functions.</summary>
    public ColumnPlan(IReadOnlyList<FunctionCall> calls, IFunctionCatalog catalog, FunctionContext context)
    {
        try
        {
            foreach (FunctionCall call in calls)
            {
                _chains.Add(new FunctionChain(call, catalog, context));
            }

            // Names and top-level nullability mean nothing to Spark here: the i-th column is the i-th call's.
            OutputSchema = new ArrowSchema(new FieldList(
                [.. _chains.Select((c, i) => new ArrowField(string.Create(CultureInfo.InvariantCulture, $"_{i}"), c.ResultType))]));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override ArrowSchema OutputSchema { get; }

    public override IEnumerable<int> UsedColumns => _chains.SelectMany(c => c.Call.Arguments).Select(a => a.Column).Distinct();

    public override void Check(ArrowSchema input)
    {
        foreach (int column in UsedColumns)
        {
            if ((uint)column >= (uint)input.Fields.Count)
            {
                throw new WireException(FormattableString.Invariant($"argument's column: {column} is not one of the {input.Fields.Count} columns that came"));
            }
        }
    }

    public override IReadOnlyList<ArrowArray> Columns(RecordBatch batch) => batch.Columns;

    public override IReadOnlyList<ArrowArray> Evaluate(
        IReadOnlyList<ArrowArray> columns, int rows, List<IDisposable> owned, CancellationToken cancellationToken)
    {
        var results = new ArrowArray[_chains.Count];
        for (int i = 0; i < results.Length; i++)
        {
            FunctionArgument[] arguments = [.. _chains[i].Call.Arguments.Select(a => new FunctionArgument(a.Name, columns[a.Column]))];
            results[i] = _chains[i].Evaluate(arguments, rows, keepsRows: true, owned, cancellationToken);
        }

        return results;
    }

    public override void Dispose()
    {
        foreach (FunctionChain chain in _chains)
        {
            chain.Dispose();
        }
    }
}
