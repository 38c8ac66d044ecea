using Microsoft.ML.OnnxRuntime;

namespace SparkNer.Onnx.Inference;

/// <summary>The memory that one batch is put into and its scores come out of; kept from batch to batch. For one thread at a time.</summary>
internal abstract class BatchBuffers
{
    /// <summary>The scores, row-major [batch, length, labels].</summary>
    public float[] Scores { get; protected set; } = [];

    /// <summary>Makes room for a batch.</summary>
    /// <param name="positions">Rows times length.</param>
    /// <param name="labels">Scores a position.</param>
    public abstract void Reserve(int positions, int labels);

    /// <summary>Puts a sequence into a row of <paramref name="length"/> positions and pads it.</summary>
    public abstract void Put(int row, int length, ReadOnlySpan<int> ids);

    /// <summary>Gives a row's sequence token types other than 0, until the next <see cref="Reserve"/>.</summary>
    public abstract void PutTypes(int row, int length, ReadOnlySpan<int> types);

    /// <summary>Values over this memory for an input of the given name, as long as it is not disposed.</summary>
    public abstract OrtValue Input(string name, long[] shape);

    /// <summary>A value over <see cref="Scores"/>.</summary>
    public OrtValue Output(long[] shape) => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, Scores.AsMemory(), shape);
}
