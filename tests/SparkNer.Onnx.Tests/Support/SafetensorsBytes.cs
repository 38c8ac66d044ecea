using System.Buffers.Binary;
using System.Text.Json;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Changes the values of a safetensors file of 32-bit floats.</summary>
internal static class SafetensorsBytes
{
    /// <summary>Makes the last value of the classifier's bias what is no number.</summary>
    public static void PutNaN(string path) => Put(path, "classifier.bias", float.NaN);

    /// <summary>Changes the last value of a tensor.</summary>
    public static void Put(string path, string tensor, float value)
    {
        byte[] file = File.ReadAllBytes(path);
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var document = JsonDocument.Parse(file.AsMemory(8, header));
        int end = document.RootElement.GetProperty(tensor).GetProperty("data_offsets")[1].GetInt32();
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + header + end - sizeof(float)), value);
        File.WriteAllBytes(path, file);
    }
}
