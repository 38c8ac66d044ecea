using System.Text.Json;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Support;

internal sealed class TemporarySafetensors : WeightSet
{
    private readonly Dictionary<string, WeightTensor> _tensors = [];

    public TemporarySafetensors(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.safetensors"))
        {
            byte[] bytes = File.ReadAllBytes(path);
            int n = (int)BitConverter.ToInt64(bytes);
            using var doc = JsonDocument.Parse(bytes.AsMemory(8, n));
            foreach (JsonProperty p in doc.RootElement.EnumerateObject().Where(p => p.Name != "__metadata__"))
            {
                long[] shape = [.. p.Value.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())];
                int[] at = [.. p.Value.GetProperty("data_offsets").EnumerateArray().Select(x => x.GetInt32() + 8 + n)];
                string type = p.Value.GetProperty("dtype").GetString()!;
                int size = type == "F32" ? 4 : 2;
                float[] values = new float[(at[1] - at[0]) / size];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = type switch
                    {
                        "F32" => BitConverter.ToSingle(bytes, at[0] + (i * 4)),
                        "F16" => (float)BitConverter.ToHalf(bytes, at[0] + (i * 2)),
                        _ => BitConverter.Int32BitsToSingle(BitConverter.ToUInt16(bytes, at[0] + (i * 2)) << 16),
                    };
                }

                _tensors[p.Name] = new MemoryTensor(p.Name, values, shape);
            }
        }
    }

    public override IReadOnlyDictionary<string, WeightTensor> Tensors => _tensors;

    public override IReadOnlyList<string> FileNames => [];

    public override void Dispose()
    {
    }
}
