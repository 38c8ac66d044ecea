using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>The functions of the kind <c>preflight</c>: each call tells in JSON what the executor's machine is like and whether the model works there.</summary>
internal sealed class PreflightKind : IFunctionKind
{
    private readonly ModelFinder _models;

    /// <summary>A kind on a cache that belongs to somebody else.</summary>
    public PreflightKind(ModelCache cache) => _models = new ModelFinder(cache);

    /// <inheritdoc/>
    public string Name => PreflightCommand.Kind;

    /// <inheritdoc/>
    public IBatchFunction Create(FunctionCommand command, FunctionContext context) =>
        new PreflightFunction(PreflightCommand.Decode(command), _models, context);

    /// <inheritdoc/>
    public void DropIdle()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
