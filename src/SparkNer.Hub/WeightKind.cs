namespace SparkNer.Hub;

/// <summary>How a model's weights are kept, the best first.</summary>
public enum WeightKind
{
    /// <summary><c>model.safetensors</c>, or several such files and an index.</summary>
    Safetensors,

    /// <summary><c>model.onnx</c> at the root or in <c>onnx/</c>, and the data files beside it.</summary>
    Onnx,

    /// <summary><c>pytorch_model.bin</c>, or several such files and an index.</summary>
    Bin,
}
