using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

public sealed class WeightReadingTests : IDisposable
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_written_is_read_whole_and_in_parts()
    {
        SafetensorsWriter.Write(
            _temporary["model.safetensors"],
            SafetensorsEntry.Of("scalar", [], 7),
            SafetensorsEntry.Of("nothing", [3, 0, 2]),
            SafetensorsEntry.Of("matrix", [4, 6], Numbers));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal(["model.safetensors"], weights.FileNames);
        Assert.Equal([7f], weights.Values("scalar"));
        Assert.Empty(weights.Values("nothing"));
        WeightTensor matrix = weights.Tensors["matrix"];
        Assert.Equal([4, 6], matrix.Shape);
        float[] part = new float[5];
        matrix.Read(17, part);
        Assert.Equal(Numbers[17..22], part);
        matrix.Read(24, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Read(20, new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Read(-1, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Read(25, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Read(long.MaxValue, new float[1]));
    }

    [Fact]
    public void Tensors_longer_than_any_buffer_are_read()
    {
        const int Count = 1_000_003;
        SafetensorsWriter.Write(
            _temporary["model.safetensors"],
            SafetensorsEntry.Random("half", [Count], 1, type: "F16"),
            SafetensorsEntry.Random("brain", [Count], 1, type: "BF16"),
            SafetensorsEntry.Random("single", [Count], 1));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        float[] single = weights.Values("single");
        Assert.Equal(single.Select(v => (float)(Half)v), weights.Values("half"));
        Assert.Equal(single.Select(v => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) & 0xFFFF0000)), weights.Values("brain"));
        Assert.True(single.Distinct().Count() > Count / 2);
    }

    [Fact]
    public void Every_16_bit_number_is_widened_exactly_and_64_bits_are_rounded_to_nearest()
    {
        ushort[] all = [.. Enumerable.Range(0, 1 << 16).Select(i => (ushort)i)];
        byte[] bytes = MemoryMarshal.AsBytes(all.AsSpan()).ToArray();
        double[] doubles = [1.1, -0.0, 1e300, double.NaN, 1 + (1.0 / (1 << 24)), double.Epsilon];
        SafetensorsWriter.Write(
            _temporary["model.safetensors"],
            SafetensorsEntry.Raw("half", "F16", [1 << 16], bytes),
            SafetensorsEntry.Raw("brain", "BF16", [256, 256], bytes),
            SafetensorsEntry.Raw("double", "F64", [6], MemoryMarshal.AsBytes(doubles.AsSpan()).ToArray()));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal(all.Select(HalfByHand), weights.Values("half").Select(v => (double)v));
        Assert.Equal(all.Select(b => (uint)b << 16), weights.Values("brain").Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal([1.1f, -0f, float.PositiveInfinity, float.NaN, 1, 0], weights.Values("double"));

        static double HalfByHand(ushort bits)
        {
            int exponent = (bits >> 10) & 31;
            int fraction = bits & 1023;
            double size = exponent switch
            {
                0 => fraction * Math.Pow(2, -24),
                31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
                _ => (1024 + fraction) * Math.Pow(2, exponent - 25),
            };
            return bits >= 0x8000 ? -size : size;
        }
    }

    [Theory]
    [InlineData("I64", 64)]
    [InlineData("U64", 64)]
    [InlineData("I32", 32)]
    [InlineData("U32", 32)]
    [InlineData("I16", 16)]
    [InlineData("U16", 16)]
    [InlineData("I8", 8)]
    [InlineData("U8", 8)]
    [InlineData("BOOL", 8)]
    [InlineData("C64", 64)]
    [InlineData("F8_E5M2", 8)]
    [InlineData("F8_E4M3", 8)]
    [InlineData("F8_E8M0", 8)]
    [InlineData("F8_E4M3FNUZ", 8)]
    [InlineData("F8_E5M2FNUZ", 8)]
    [InlineData("F6_E2M3", 6)]
    [InlineData("F6_E3M2", 6)]
    [InlineData("F4", 4)]
    public void Tensors_of_other_types_may_be_in_the_file_but_are_not_read(string type, int bits)
    {
        SafetensorsWriter.Write(
            _temporary["model.safetensors"], SafetensorsEntry.Raw("other", type, [2, 4], new byte[bits]), SafetensorsEntry.Of("weights", [1], 5));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal([5f], weights.Values("weights"));
        Assert.Equal(WeightType.Other, weights.Tensors["other"].Type);
        var error = Assert.Throws<ModelFormatException>(() => weights.Values("other"));
        Assert.Contains("'other' holds " + type, error.Message, StringComparison.Ordinal);
        Assert.Contains(_temporary["model.safetensors"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_may_have_any_order_and_spaces_and_escapes()
    {
        const string Header = """
            {"b\u0061": {"data_offsets": [4, 8], "shape": [1], "dtype": "F32"}, "__metadata__": {}, "é": {"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}
            """ + "    ";
        _temporary.Write("model.safetensors", SafetensorsWriter.Build(Header, MemoryMarshal.AsBytes((float[])[1, 2])));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal([2f], weights.Values("ba"));
        Assert.Equal([1f], weights.Values("é"));
    }

    [Fact]
    public void The_preferred_file_is_taken_and_a_damaged_one_is_not_passed_over()
    {
        Assert.Null(WeightFiles.Find(_temporary.Path));
        Assert.Contains("no weights", Assert.Throws<ModelFormatException>(() => WeightFiles.Open(_temporary.Path)).Message, StringComparison.Ordinal);
        _temporary.Write("pytorch_model.bin", TorchWriter.Zip(TorchEntry.Of("w", "0", [1], 4)));
        Assert.Equal(4, First());
        SafetensorsWriter.WriteShards(_temporary.Path, 2, [SafetensorsEntry.Of("w", [1], 3), SafetensorsEntry.Of("v", [1], 3)]);
        Assert.Equal(3, First());
        SafetensorsWriter.Write(_temporary["model.safetensors"], SafetensorsEntry.Of("w", [1], 1));
        Assert.Equal(1, First());
        _temporary.Write("model.safetensors", new byte[9]);
        Assert.Throws<ModelFormatException>(() => First());

        float First()
        {
            using WeightSet weights = WeightFiles.Open(_temporary.Path);
            return weights.Values("w")[0];
        }
    }

    [Fact]
    public void Shards_of_checkpoints_are_read_and_tensors_that_the_index_does_not_name_are_left_out()
    {
        _temporary.Write("a.bin", TorchWriter.Zip(TorchEntry.Of("a", "0", [1], 1), TorchEntry.Of("more", "1", [1], 9)));
        _temporary.Write("b.bin", TorchWriter.Legacy(TorchEntry.Of("b", "0", [1], 2)));
        _temporary.Write("pytorch_model.bin.index.json", """{"metadata": {"total_size": 8, "x": [{}]}, "weight_map": {"a": "a.bin", "b": "b.bin"}}""");
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal(["a", "b"], weights.Tensors.Keys.Order());
        Assert.Equal((1f, 2f), (weights.Values("a")[0], weights.Values("b")[0]));
        Assert.Equal(["pytorch_model.bin.index.json", "a.bin", "b.bin"], weights.FileNames);
    }

    [Fact]
    public void Links_in_a_hub_cache_lead_to_its_own_blobs_and_nowhere_else()
    {
        byte[] bytes = SafetensorsWriter.Build(SafetensorsEntry.Of("w", [1], 6));
        _temporary.Write("models--a--b/blobs/0123", bytes);
        _temporary.Write("models--a--b-c/blobs/0123", bytes);
        string snapshot = Directory.CreateDirectory(_temporary["models--a--b/snapshots/abcd"]).FullName;
        string link = Path.Combine(snapshot, "model.safetensors");
        File.CreateSymbolicLink(link, "../../blobs/0123");
        Directory.CreateSymbolicLink(_temporary["linked"], snapshot);
        foreach (string root in (string[])[snapshot, snapshot + "/", _temporary["linked"]])
        {
            using WeightSet weights = WeightFiles.Open(root);
            Assert.Equal([6f], weights.Values("w"));
        }

        File.Delete(link);
        File.CreateSymbolicLink(link, "../../../models--a--b-c/blobs/0123");
        Assert.Contains("link to", Assert.Throws<ModelFormatException>(() => WeightFiles.Open(snapshot)).Message, StringComparison.Ordinal);

        // The same links where there is no cache.
        _temporary.Write("other/blobs/0123", bytes);
        Directory.CreateDirectory(_temporary["other/snapshots/abcd"]);
        File.CreateSymbolicLink(_temporary["other/snapshots/abcd/model.safetensors"], "../../blobs/0123");
        Assert.Throws<ModelFormatException>(() => WeightFiles.Open(_temporary["other/snapshots/abcd"]));
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_open_is_an_error_that_names_it()
    {
        string path = _temporary["model.safetensors"];
        SafetensorsWriter.Write(path, SafetensorsEntry.Of("w", [4, 6], Numbers));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            writer.SetLength(writer.Length - 4);
        }

        Assert.Contains(path, Assert.Throws<ModelFormatException>(() => weights.Values("w")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_takes_little_memory_beside_the_destination()
    {
        SafetensorsWriter.Write(_temporary["model.safetensors"], SafetensorsEntry.Random("w", [4_000_000], 3, type: "F16"));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        float[] values = new float[4_000_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        weights.Tensors["w"].Read(0, values);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Any_part_of_any_view_is_what_the_strides_say() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte A, byte B, byte C, byte Order, byte Gap, byte From)>(), v =>
        {
            long[] shape = [1 + (v.A % 4), 1 + (v.B % 5), 1 + (v.C % 3)];
            int[] order = ((int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])[v.Order % 6];
            long[] strides = new long[3];
            long stride = 1 + (v.Gap % 3);
            foreach (int axis in order)
            {
                strides[axis] = stride;
                stride *= shape[axis] + (v.Gap % 2);
            }

            float[] storage = [.. Enumerable.Range(0, (int)stride + 5).Select(i => (float)i)];
            _temporary.Write("pytorch_model.bin", TorchWriter.Zip(TorchEntry.Of("w", "0", shape, storage) with { Offset = 3, Strides = strides }));
            using WeightSet weights = WeightFiles.Open(_temporary.Path);
            List<float> expected = [];
            for (long a = 0; a < shape[0]; a++)
            {
                for (long b = 0; b < shape[1]; b++)
                {
                    for (long c = 0; c < shape[2]; c++)
                    {
                        expected.Add(3 + (a * strides[0]) + (b * strides[1]) + (c * strides[2]));
                    }
                }
            }

            int from = v.From % expected.Count;
            float[] part = new float[expected.Count - from];
            weights.Tensors["w"].Read(from, part);
            Assert.Equal(expected[from..], part);
            Assert.Equal(expected, weights.Values("w"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_large_transposed_matrix_is_read_in_order()
    {
        float[] storage = [.. Enumerable.Range(0, 300 * 400).Select(i => (float)i)];
        _temporary.Write("pytorch_model.bin", TorchWriter.Legacy(TorchEntry.Of("w", "0", [400, 300], storage) with { Strides = [1, 400] }));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        float[] row = new float[300];
        for (int i = 0; i < 400; i++)
        {
            weights.Tensors["w"].Read(i * 300, row);
            Assert.Equal(Enumerable.Range(0, 300).Select(j => (float)((j * 400) + i)), row);
        }
    }

    [Fact]
    public void Big_endian_checkpoints_are_turned_round()
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteSingleBigEndian(bytes, 1.5f);
        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4), -2);
        byte[] half = new byte[2];
        BinaryPrimitives.WriteHalfBigEndian(half, (Half)0.25f);
        TorchEntry[] tensors = [new("w", "0", bytes, 2, 2), new TorchEntry("h", "1", half, 1, 1) { Type = "HalfStorage" }];
        byte[] pickle = TorchWriter.State(isLegacy: false, tensors);
        _temporary.Write(
            "pytorch_model.bin", TorchWriter.Archive([("m/data.pkl", pickle), ("m/byteorder", "big"u8.ToArray()), ("m/data/0", bytes), ("m/data/1", half)]));
        using WeightSet weights = WeightFiles.Open(_temporary.Path);
        Assert.Equal([1.5f, -2f], weights.Values("w"));
        Assert.Equal([0.25f], weights.Values("h"));
    }
}
