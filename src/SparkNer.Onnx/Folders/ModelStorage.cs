namespace SparkNer.Onnx.Folders;

/// <summary>In what form a folder holds its model.</summary>
internal enum ModelStorage
{
    /// <summary>It holds none.</summary>
    None,

    /// <summary>An ONNX file, which runs as it is.</summary>
    Onnx,

    /// <summary>Weights in safetensors files, from which a graph is built.</summary>
    Safetensors,

    /// <summary>Weights in PyTorch's pickles, from which a graph is built.</summary>
    PyTorch,
}
