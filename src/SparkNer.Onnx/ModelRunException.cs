namespace SparkNer.Onnx;

/// <summary>ONNX Runtime failed on a batch, though the model had loaded. The message says on how much input, and what ONNX Runtime says.</summary>
public sealed class ModelRunException : Exception
{
    /// <summary>An exception for one batch.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="innerException">What ONNX Runtime threw.</param>
    public ModelRunException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
