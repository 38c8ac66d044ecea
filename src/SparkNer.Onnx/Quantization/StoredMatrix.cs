using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>A constant matrix of 32-bit numbers that a graph's operator reads.</summary>
/// <param name="Name">The name of the stored tensor.</param>
/// <param name="Tensor">How it is stored.</param>
/// <param name="IsTurned">Whether the operator reads it turned: columns for rows.</param>
internal sealed record StoredMatrix(string Name, OnnxTensor Tensor, bool IsTurned)
{
    /// <summary>Rows as the operator sees them.</summary>
    public long Rows => Tensor.Dimensions[IsTurned ? 1 : 0];

    /// <summary>Columns as the operator sees them.</summary>
    public long Columns => Tensor.Dimensions[IsTurned ? 0 : 1];
}
