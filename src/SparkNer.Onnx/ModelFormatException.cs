namespace SparkNer.Onnx;

/// <summary>
/// A model folder that cannot be used as it is: something is missing, damaged, contradictory or not supported. The message names the folder or file, what is
/// wrong with it, and what to do.
/// </summary>
/// <remarks>Thrown while opening and loading, never while tagging: see <see cref="ModelRunException"/> for that.</remarks>
public sealed class ModelFormatException : Exception
{
    /// <summary>An exception for a folder or file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="innerException">What caused it, if another exception did.</param>
    public ModelFormatException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The folder or file that is at fault.</summary>
    public string Path { get; }
}
