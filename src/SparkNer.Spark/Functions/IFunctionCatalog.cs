namespace SparkNer.Spark.Functions;

/// <summary>Makes functions of what the driver sent: the seam between how tasks travel and what they compute.</summary>
/// <remarks>Thread-safe: one for a process, asked by all tasks.</remarks>
public interface IFunctionCatalog : IDisposable
{
    /// <summary>Makes the function of a command's bytes.</summary>
    /// <exception cref="FunctionException">The function is unknown or cannot work here; the message is for the user.</exception>
    IBatchFunction Create(ReadOnlyMemory<byte> command, FunctionContext context);

    /// <summary>Called now and then, also when no task runs: drop what has not been used for long.</summary>
    void DropIdle();
}
