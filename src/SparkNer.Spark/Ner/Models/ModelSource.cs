using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Where a model comes from on an executor.</summary>
/// <remarks>Disposed after the load, or when somebody else had loaded the model already.</remarks>
internal abstract class ModelSource : IDisposable
{
    private readonly ExecutorMemory _memory;

    private protected ModelSource(string name, ExecutorMemory? memory = null) => (Name, _memory) = (name, memory ?? ExecutorMemory.Unlimited);

    /// <summary>The model's name in messages.</summary>
    public string Name { get; }

    /// <summary>Loads the model.</summary>
    /// <exception cref="FunctionException">It cannot be loaded; the message is for the user.</exception>
    public LoadedModel Load(OnnxOptions options)
    {
        try
        {
            return LoadCore(options);
        }
        catch (Exception exception) when (exception is ModelFormatException or ModelRunException)
        {
            throw new FunctionException(exception.Message, exception);
        }
        catch (InvalidDataException exception)
        {
            throw new FunctionException($"the broadcast with the model '{Name}' cannot be used: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FunctionException($"the model '{Name}' cannot be read on this executor: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private protected abstract LoadedModel LoadCore(OnnxOptions options);

    /// <summary>To be called before the weights are read.</summary>
    /// <param name="modelBytes">The bytes of the model's files.</param>
    private protected void CheckMemory(long modelBytes) => _memory.Check(Name, modelBytes);
}
