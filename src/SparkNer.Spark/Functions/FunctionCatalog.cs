namespace SparkNer.Spark.Functions;

/// <summary>The kinds of functions that a program can run, by the name that the command carries.</summary>
public sealed class FunctionCatalog : IFunctionCatalog
{
    private readonly Dictionary<string, IFunctionKind> _kinds;

    /// <summary>A catalog of these kinds, which it disposes.</summary>
    public FunctionCatalog(params ReadOnlySpan<IFunctionKind> kinds) =>
        _kinds = kinds.ToArray().ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IBatchFunction Create(ReadOnlyMemory<byte> command, FunctionContext context)
    {
        FunctionCommand decoded = FunctionCommand.Decode(command);
        return _kinds.TryGetValue(decoded.Kind, out IFunctionKind? kind)
            ? kind.Create(decoded, context)
            : throw new FunctionException(
                $"this worker knows no functions of the kind '{decoded.Kind}', only {string.Join(", ", _kinds.Keys)}: "
                + "driver and executors must run the same version of sparkner");
    }

    /// <inheritdoc/>
    public void DropIdle()
    {
        foreach (IFunctionKind kind in _kinds.Values)
        {
            kind.DropIdle();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IFunctionKind kind in _kinds.Values)
        {
            kind.Dispose();
        }
    }
}
