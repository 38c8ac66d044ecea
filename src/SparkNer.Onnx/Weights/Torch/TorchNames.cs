namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Finds what a pickle names, among the few things that tensors need.</summary>
internal static class TorchNames
{
    private static readonly Dictionary<string, object> Known = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = TorchName.OrderedDict,
        ["torch.Size"] = TorchName.Size,
        ["torch.device"] = TorchName.Device,
        ["torch.Tensor"] = TorchName.Tensor,
        ["torch._tensor.Tensor"] = TorchName.Tensor,
        ["torch.nn.parameter.Parameter"] = TorchName.Parameter,
        ["torch.nn.Parameter"] = TorchName.Parameter,
        ["torch._utils._rebuild_tensor"] = TorchName.RebuildTensor,
        ["torch._utils._rebuild_tensor_v2"] = TorchName.RebuildTensorV2,
        ["torch._utils._rebuild_tensor_v3"] = TorchName.RebuildTensorV3,
        ["torch._utils._rebuild_parameter"] = TorchName.RebuildParameter,
        ["torch._utils._rebuild_parameter_with_state"] = TorchName.RebuildParameter,
        ["torch._tensor._rebuild_from_type"] = TorchName.RebuildFromType,
        ["torch._tensor._rebuild_from_type_v2"] = TorchName.RebuildFromType,
        ["torch.storage.UntypedStorage"] = new TorchStorageClass(new("bytes", 8, WeightType.Other)),
    };

    static TorchNames()
    {
        Add("float", "Float", 32, WeightType.Float32, "float32");
        Add("double", "Double", 64, WeightType.Float64, "float64");
        Add("half", "Half", 16, WeightType.Float16, "float16");
        Add("bfloat16", "BFloat16", 16, WeightType.BFloat16);
        Add("uint8", "Byte", 8);
        Add("int8", "Char", 8);
        Add("int16", "Short", 16);
        Add("int32", "Int", 32);
        Add("int64", "Long", 64);
        Add("bool", "Bool", 8);
        Add("complex64", "ComplexFloat", 64);
        Add("complex128", "ComplexDouble", 128);
        Add("uint16", null, 16);
        Add("uint32", null, 32);
        Add("uint64", null, 64);
        foreach (string eight in (string[])["float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu"])
        {
            Add(eight, null, 8);
        }

        static void Add(string type, string? storage, int bits, WeightType kind = WeightType.Other, string? alias = null)
        {
            var element = new WeightElement($"torch.{alias ?? type}", bits, kind);
            Known.Add($"torch.{type}", new TorchType(element));
            if (alias is not null)
            {
                Known.Add($"torch.{alias}", new TorchType(element));
            }

            if (storage is not null)
            {
                Known.Add($"torch.{storage}Storage", new TorchStorageClass(element));
            }
        }
    }

    /// <summary>What a name stands for.</summary>
    /// <exception cref="InvalidDataException">Nothing that a tensor needs.</exception>
    public static object Find(string module, string name)
    {
        string full = $"{module}.{name}";
        return Known.TryGetValue(full, out object? known)
            ? known
            : throw new InvalidDataException(
                $"its pickle names {WeightNames.Quoted(full)}, which is no part of a tensor: to read it as Python does could run any program. "
                + "Only files that hold nothing but tensors are read");
    }
}
