namespace SparkNer.Onnx.Weights.Torch;

/// <summary>The functions and classes that a checkpoint of tensors may name.</summary>
internal enum TorchName
{
    /// <summary>Python's ordered dictionary.</summary>
    OrderedDict,

    /// <summary>A tuple of sizes.</summary>
    Size,

    /// <summary>A device's name.</summary>
    Device,

    /// <summary>The class of tensors: only named, for a tensor to be one.</summary>
    Tensor,

    /// <summary>A tensor that is trained.</summary>
    Parameter,

    /// <summary>Old: storage, offset, sizes, strides.</summary>
    RebuildTensor,

    /// <summary>The same and what training needs.</summary>
    RebuildTensorV2,

    /// <summary>The same and the element type, for storages of bytes.</summary>
    RebuildTensorV3,

    /// <summary>A parameter from a tensor.</summary>
    RebuildParameter,

    /// <summary>A tensor of a class and with attributes.</summary>
    RebuildFromType,
}
