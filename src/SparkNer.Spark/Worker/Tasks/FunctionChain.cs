using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>A call's functions, ready to compute.</summary>
internal sealed class FunctionChain : IDisposable
{
    private readonly List<IBatchFunction> _functions = [];

    /// <summary>Makes the functions.</summary>
    /// <exception cref="FunctionException">One cannot be made.</exception>
    public FunctionChain(FunctionCall call, IFunctionCatalog catalog, FunctionContext context)
    {
        Call = call;
        try
        {
            foreach (ReadOnlyMemory<byte> command in call.Commands)
            {
                _functions.Add(catalog.Create(command, context));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What is called on what.</summary>
    public FunctionCall Call { get; }

    /// <summary>The type of the last function's results.</summary>
    public ArrowType ResultType => _functions[^1].ResultType;

    /// <summary>Applies the functions, each to the result of the one before.</summary>
    /// <param name="arguments">The first function's arguments.</param>
    /// <param name="rows">Their rows.</param>
    /// <param name="keepsRows">Whether there must be as many results as rows.</param>
    /// <param name="owned">Gets all that was computed: a result may be a window of an earlier one, so nothing is given back before the last is written.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    public ArrowArray Evaluate(
        ReadOnlySpan<FunctionArgument> arguments, int rows, bool keepsRows, List<IDisposable> owned, CancellationToken cancellationToken)
    {
        ArrowArray result = Evaluate(_functions[0], arguments, rows, keepsRows, owned, cancellationToken);
        for (int i = 1; i < _functions.Count; i++)
        {
            result = Evaluate(_functions[i], [new FunctionArgument(null, result)], result.Length, keepsRows, owned, cancellationToken);
        }

        return result;
    }

    public void Dispose()
    {
        foreach (IBatchFunction function in _functions)
        {
            function.Dispose();
        }
    }

    private static ArrowArray Evaluate(
        IBatchFunction function, ReadOnlySpan<FunctionArgument> arguments, int rows, bool keepsRows, List<IDisposable> owned, CancellationToken cancellationToken)
    {
        ArrowArray result = function.Evaluate(arguments, rows, cancellationToken);
        owned.Add(result);
        // Spark counts neither rows nor, in mapInArrow, types: it would drop rows or mix values up without a word.
        if (keepsRows && result.Length != rows)
        {
            throw new FunctionException(FormattableString.Invariant(
                $"the function gave {result.Length} results for {rows} rows: the task is stopped before Spark can pair results with the wrong rows"));
        }

        return result.Type == function.ResultType
            ? result
            : throw new FunctionException($"the function gave results of the type {result.Type} though it had declared {function.ResultType}");
    }
}
