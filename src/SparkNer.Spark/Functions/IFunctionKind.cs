namespace SparkNer.Spark.Functions;

/// <summary>A kind of functions, such as <c>ner</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IFunctionKind : IDisposable
{
    /// <summary>The name that commands carry.</summary>
    string Name { get; }

    /// <summary>Makes a function for one task.</summary>
    /// <exception cref="FunctionException">It cannot work here; the message is for the user.</exception>
    IBatchFunction Create(FunctionCommand command, FunctionContext context);

    /// <summary>Drop what has not been used for long.</summary>
    void DropIdle();
}
