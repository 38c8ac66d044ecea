namespace SparkNer.Onnx.Weights;

/// <summary>How a weights file stores a tensor's elements.</summary>
internal enum WeightType
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>16-bit floating point, IEEE 754 binary16.</summary>
    Float16,

    /// <summary>16-bit floating point with the exponent of a float.</summary>
    BFloat16,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>
    /// Integers and truth values of any width, found in checkpoints (position ids) but never weights; and 8-bit floats and complex numbers, which are not read.
    /// </summary>
    Other,
}
