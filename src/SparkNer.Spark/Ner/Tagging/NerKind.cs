using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>The functions of the kind <c>ner</c>: they annotate texts.</summary>
internal sealed class NerKind : IFunctionKind
{
    private readonly ModelCache _cache;
    private readonly ModelFinder _models;

    /// <summary>A kind on a cache, which it disposes.</summary>
    public NerKind(ModelCache cache)
    {
        _cache = cache;
        _models = new ModelFinder(cache);
    }

    /// <inheritdoc/>
    public string Name => NerCommand.Kind;

    /// <summary>The kinds of functions that sparkner's own programs know.</summary>
    public static IFunctionCatalog Default()
    {
        var cache = new ModelCache();
        return new FunctionCatalog(new NerKind(cache), new PreflightKind(cache));
    }

    /// <inheritdoc/>
    public IBatchFunction Create(FunctionCommand command, FunctionContext context)
    {
        NerCommand ner = NerCommand.Decode(command);
        if (context.Task.EvalType != EvalType.Scalar)
        {
            throw new FunctionException("functions of the kind 'ner' are column functions: they cannot be given to mapInArrow");
        }

        ModelLease model = _models.Rent(ner.Model, ner.BatchTokens, ner.IdleMinutes, context);
        try
        {
            return new NerFunction(ner, model, context.Task.PartitionId);
        }
        catch (Exception exception) when (exception is ArgumentException or ModelFormatException)
        {
            model.Dispose();
            throw new FunctionException(exception.Message, exception);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void DropIdle() => _cache.DropIdle();

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
