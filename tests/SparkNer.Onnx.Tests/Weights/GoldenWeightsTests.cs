using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

public sealed class GoldenWeightsTests
{
    public static TheoryData<string> Models => [.. Folders.Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Folders => Directory.EnumerateDirectories(Golden.PathOf("hf", "models")).Where(d => WeightFiles.Find(d) is not null);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_tensor_of_every_golden_model_is_read(string model)
    {
        using WeightSet weights = WeightFiles.Open(Golden.PathOf("hf", "models", model));
        JsonElement config = Golden.Json("hf", "models", model, "config.json");
        string family = config.GetProperty("model_type").GetString()!;
        long dimensions = config.GetProperty(family == "bert" ? "hidden_size" : "dim").GetInt64();
        Assert.Equal([config.GetProperty("vocab_size").GetInt64(), dimensions], weights.Tensors[$"{family}.embeddings.word_embeddings.weight"].Shape);
        foreach ((string name, WeightTensor tensor) in weights.Tensors)
        {
            Assert.Equal(name, tensor.Name);
            if (tensor.Type != WeightType.Other)
            {
                Assert.All(tensor.Values(), v => Assert.InRange(v, -100, 100));
            }
        }
    }

    [Fact]
    public void The_golden_models_have_every_form()
    {
        HashSet<string> forms = [.. Folders.Select(d => WeightFiles.Find(d)!)];
        Assert.Subset(forms, new HashSet<string>(WeightFiles.Names.Take(3)));
    }

    [Fact]
    public void Values_of_safetensors_are_those_of_the_exported_graph()
    {
        string onnx = Golden.PathOf("hf", "models", "bert-cased", "onnx", "model.onnx");
        byte[] bytes = File.ReadAllBytes(onnx);
        OnnxModel model = OnnxModelReader.Read(new MemoryStream(bytes));
        using WeightSet weights = WeightFiles.Open(Golden.PathOf("hf", "models", "bert-cased"));
        WeightTensor[] shared = [.. weights.Tensors.Values.Where(t => model.Initializers.ContainsKey(Exported(t)))];

        // All but the matrices of the linear layers, which the exporter turns round and renames.
        Assert.True(shared.Length >= 25, $"{shared.Length}");
        Assert.All(shared, t =>
        {
            Assert.Equal(model.Initializers[Exported(t)].Dimensions, t.Shape);
            Assert.True(bytes.AsSpan().IndexOf(MemoryMarshal.AsBytes(t.Values().AsSpan())) >= 0, t.Name);
        });

        static string Exported(WeightTensor tensor) => "m." + tensor.Name;
    }

    [Theory]
    [InlineData("bert-fp16", WeightType.Float16)]
    [InlineData("distilbert-bf16", WeightType.BFloat16)]
    [InlineData("bert-cased", WeightType.Float32)]
    public void Values_are_the_stored_bits_widened(string model, object type)
    {
        string path = Golden.PathOf("hf", "models", model, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(file.Tensors.Keys.Order(StringComparer.Ordinal), json.RootElement.EnumerateObject().Select(p => p.Name).Where(n => n != "__metadata__").Order(StringComparer.Ordinal));
        foreach (WeightTensor tensor in file.Tensors.Values)
        {
            Assert.Equal((WeightType)type, tensor.Type);
            int begin = 8 + header + json.RootElement.GetProperty(tensor.Name).GetProperty("data_offsets")[0].GetInt32();
            float[] expected = [.. Enumerable.Range(0, (int)tensor.Count).Select(i => (WeightType)type switch
            {
                WeightType.Float16 => (float)BitConverter.ToHalf(bytes, begin + (2 * i)),
                WeightType.BFloat16 => BitConverter.Int32BitsToSingle(BitConverter.ToInt16(bytes, begin + (2 * i)) << 16),
                _ => BitConverter.ToSingle(bytes, begin + (4 * i)),
            })];
            Assert.Equal(expected, tensor.Values());
        }
    }

    [Fact]
    public void Values_of_a_checkpoint_are_the_bytes_of_its_archive()
    {
        // torch.save numbers the storages in the order of the tensors.
        using ZipArchive zip = ZipFile.OpenRead(Golden.PathOf("hf", "models", "bert-bin", "pytorch_model.bin"));
        using TorchFile file = TorchFile.Open(Golden.PathOf("hf", "models", "bert-bin", "pytorch_model.bin"));
        int number = 0;
        foreach (WeightTensor tensor in file.Tensors.Values)
        {
            using var content = new MemoryStream();
            using (Stream entry = zip.GetEntry($"pytorch_model/data/{number++}")!.Open())
            {
                entry.CopyTo(content);
            }

            if (tensor.Type == WeightType.Float32)
            {
                Assert.Equal(content.ToArray(), MemoryMarshal.AsBytes(tensor.Values().AsSpan()).ToArray());
            }
        }

        WeightTensor positions = file.Tensors["bert.embeddings.position_ids"];
        Assert.Equal((WeightType.Other, 2), (positions.Type, positions.Shape.Count));
        Assert.Throws<ModelFormatException>(() => positions.Read(0, new float[1]));
    }

    [Fact]
    public void Values_of_the_old_form_are_those_of_the_storages_in_the_order_of_its_list()
    {
        string path = Golden.PathOf("hf", "models", "bert-bin-legacy", "pytorch_model.bin");
        byte[] bytes = File.ReadAllBytes(path);
        using TorchFile file = TorchFile.Open(path);
        WeightTensor[] tensors = [.. file.Tensors.Values];

        // The storages' keys are numbers: once with each tensor, then in the list.
        string[] keys = [.. Regex.Matches(Encoding.Latin1.GetString(bytes), @"X.\0\0\0(\d{12,20})[qr]", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
        Assert.Equal(2 * tensors.Length, keys.Length);
        Assert.All(tensors, t => Assert.Equal(WeightType.Float32, t.Type));
        int at = bytes.Length - tensors.Sum(t => 8 + (4 * (int)t.Count));
        foreach (string key in keys[tensors.Length..])
        {
            WeightTensor tensor = tensors[Array.IndexOf(keys, key)];
            Assert.Equal(tensor.Count, BitConverter.ToInt64(bytes, at));
            int end = at + 8 + (4 * (int)tensor.Count);
            Assert.Equal(bytes[(at + 8)..end], MemoryMarshal.AsBytes(tensor.Values().AsSpan()).ToArray());
            at = end;
        }
    }

    [Fact]
    public void Shards_are_listed_with_their_index()
    {
        using WeightSet weights = WeightFiles.Open(Golden.PathOf("hf", "models", "distilbert-sharded"));
        Assert.Equal("model.safetensors.index.json", weights.FileNames[0]);
        Assert.True(weights.FileNames.Count >= 5);
        JsonElement map = Golden.Json("hf", "models", "distilbert-sharded", "model.safetensors.index.json").GetProperty("weight_map");
        Assert.Equal(map.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), weights.Tensors.Keys.Order(StringComparer.Ordinal));
    }
}
