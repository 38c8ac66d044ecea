using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Reads whole tensors.</summary>
internal static class WeightValues
{
    public static float[] Values(this WeightTensor tensor)
    {
        float[] values = new float[tensor.Count];
        tensor.Read(0, values);
        return values;
    }

    public static float[] Values(this WeightSet weights, string name) => weights.Tensors[name].Values();
}
