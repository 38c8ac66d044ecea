using System.Runtime.InteropServices;
using System.Text;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;
using SparkNer.Onnx.Weights.Torch;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>What versions of PyTorch have written for the same tensors.</summary>
public sealed class TorchFormTests : IDisposable
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];
    private static readonly TorchEntry Good = TorchEntry.Of("w", "0", [2, 3], Six);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Several_tensors_may_share_a_storage(bool isLegacy)
    {
        TorchEntry[] tensors = [Good, Good with { Name = "part", Offset = 2, Shape = [2], Strides = [1] }, Good with { Name = "turned", Shape = [3, 2], Strides = [1, 3] }];
        using TorchFile file = Open(isLegacy ? TorchWriter.Legacy(tensors) : TorchWriter.Zip(tensors));
        Assert.Equal(Six, file.Values("w"));
        Assert.Equal([3f, 4f], file.Values("part"));
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], file.Values("turned"));
    }

    [Theory]
    [InlineData("FloatStorage", WeightType.Float32, 4)]
    [InlineData("HalfStorage", WeightType.Float16, 2)]
    [InlineData("BFloat16Storage", WeightType.BFloat16, 2)]
    [InlineData("DoubleStorage", WeightType.Float64, 8)]
    [InlineData("LongStorage", WeightType.Other, 8)]
    [InlineData("IntStorage", WeightType.Other, 4)]
    [InlineData("ShortStorage", WeightType.Other, 2)]
    [InlineData("CharStorage", WeightType.Other, 1)]
    [InlineData("ByteStorage", WeightType.Other, 1)]
    [InlineData("BoolStorage", WeightType.Other, 1)]
    [InlineData("ComplexFloatStorage", WeightType.Other, 8)]
    public void Storages_of_every_type_have_its_size(string storage, object type, int bytes)
    {
        TorchEntry entry = new("w", "0", new byte[3 * bytes], 3, 3) { Type = storage };
        foreach (byte[] content in (byte[][])[TorchWriter.Zip(entry, Good with { Key = "1", Name = "v" }), TorchWriter.Legacy(entry, Good with { Key = "1", Name = "v" })])
        {
            using TorchFile file = Open(content);
            Assert.Equal((WeightType)type, file.Tensors["w"].Type);
            Assert.Equal(Six, file.Values("v"));
        }
    }

    [Fact]
    public void Tensors_without_elements_and_without_axes_are_read()
    {
        TorchEntry[] tensors = [TorchEntry.Of("scalar", "0", [], 8), TorchEntry.Of("none", "1", [0, 5])];
        Assert.All((byte[][])[TorchWriter.Zip(tensors), TorchWriter.Legacy(tensors)], bytes =>
        {
            using TorchFile file = Open(bytes);
            Assert.Equal([8f], file.Values("scalar"));
            Assert.Empty(file.Values("none"));
            Assert.Equal([0, 5], file.Tensors["none"].Shape);
        });
    }

    [Fact]
    public void A_dictionary_of_tensors_may_have_versions_and_other_values()
    {
        // What state_dict() gives: its own versions as an attribute.
        Pickle pickle = TorchWriter.State(new Pickle(), isLegacy: false, Good)
            .Text("steps").Op('K', 7).Op('s').Text("rate").Op('G', 0x3F, 0xF0, 0, 0, 0, 0, 0, 0).Op('s').Text("names").Op(']').Op('s')
            .Op('}').Text("_metadata").OrderedDictionary().Text("").Op('}').Text("version").Op('K', 1).Op('s').Op('s').Op('s').Op('b');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal(["w"], file.Tensors.Keys);
        Assert.Equal(Six, file.Values("w"));
    }

    [Theory]
    [InlineData("state_dict")]
    [InlineData("model")]
    public void A_training_checkpoint_with_the_tensors_inside_is_read(string key)
    {
        Pickle pickle = TorchWriter.State(new Pickle().Op('}').Text("epoch").Op('M', 3, 0).Op('s').Text(key), isLegacy: false, Good).Op('s');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal(Six, file.Values("w"));
    }

    [Fact]
    public void Parameters_and_tensors_of_a_class_are_tensors()
    {
        Pickle pickle = new Pickle().Op('}');
        pickle.Text("parameter").Global("torch._utils", "_rebuild_parameter").Op('(');
        Rebuild(pickle).Op(0x88).OrderedDictionary().Op('t').Op('R').Op('s');
        pickle.Text("state").Global("torch._utils", "_rebuild_parameter_with_state").Op('(');
        Rebuild(pickle).Op(0x88).OrderedDictionary().Op('}').Op('t').Op('R').Op('s');
        pickle.Text("new").Global("torch.nn.parameter", "Parameter");
        Rebuild(pickle).Op(0x85).Op(0x81).Op('s');
        pickle.Text("class").Global("torch._tensor", "_rebuild_from_type_v2").Op('(').Global("torch._utils", "_rebuild_tensor").Global("torch", "Tensor")
            .Op('(').Storage("FloatStorage", "0", 6).Int(0).Ints(6).Ints(1).Op('t').Op('}').Op('t').Op('R').Op('s');
        pickle.Text("size").Global("torch._utils", "_rebuild_tensor").Op('(').Storage("FloatStorage", "0", 6).Int(0)
            .Global("torch", "Size").Ints(2, 3).Op(0x85).Op('R').Ints(3, 1).Op('t').Op('R').Op('s');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal(["class", "new", "parameter", "size", "state"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(file.Tensors.Keys, name => Assert.Equal(Six, file.Values(name)));

        static Pickle Rebuild(Pickle pickle) => pickle.Tensor(p => p.Storage("FloatStorage", "0", 6), 0, [6], [1]);
    }

    [Theory]
    [InlineData("float32", WeightType.Float32)]
    [InlineData("float", WeightType.Float32)]
    [InlineData("uint32", WeightType.Other)]
    public void Storages_of_bytes_have_the_type_of_their_tensor(string dtype, object type)
    {
        Pickle pickle = new Pickle().Op('}').Text("w").Global("torch._utils", "_rebuild_tensor_v3")
            .Op('(').Op('(').Text("storage").Global("torch.storage", "UntypedStorage").Text("0").Text("cpu").Int(24).Op('t').Op('Q')
            .Int(1).Ints(5).Ints(1).Op(0x89).OrderedDictionary().Global("torch", dtype).Op('}').Op('t').Op('R').Op('s');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal((WeightType)type, file.Tensors["w"].Type);
        if (file.Tensors["w"].Type == WeightType.Float32)
        {
            Assert.Equal(Six[1..], file.Values("w"));
        }
    }

    [Fact]
    public void Later_protocols_are_read()
    {
        Pickle pickle = new Pickle(4).Op(0x95, 0, 1, 0, 0, 0, 0, 0, 0);
        Short(pickle.Op('}').Op(0x94), "w");
        Short(Short(pickle, "torch._utils"), "_rebuild_tensor_v2").Op(0x93).Op(0x94).Op('(');
        Short(pickle.Op('('), "storage");
        Short(Short(pickle, "torch"), "FloatStorage").Op(0x93);
        Short(Short(pickle, "0"), "cpu").Op('K', 6).Op('t').Op('Q').Op('K', 0).Op('K', 2).Op('K', 3).Op(0x86).Op('J', 3, 0, 0, 0).Op('K', 1).Op(0x86).Op(0x89);
        Short(Short(pickle, "collections"), "OrderedDict").Op(0x93).Op(')').Op('R').Op('t').Op('R').Op('s');

        // The second object that was remembered is the name "w".
        pickle.Op('h', 0).Op('0');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal(Six, file.Values("w"));

        static Pickle Short(Pickle pickle, string text) => pickle.Op(0x8C, (byte)text.Length).Op(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void Names_that_Python_2_wrote_and_its_dictionaries_are_read()
    {
        Pickle pickle = new Pickle().Global("collections", "OrderedDict").Op(']').Op(']').Op('U', 1, (byte)'w').Op('a');
        pickle.Tensor(p => p.Storage("FloatStorage", "0", 6), 0, [6], [1]).Op('a').Op('a').Op(0x85).Op('R');
        using TorchFile file = Open(TorchWriter.Zip(pickle.Stop(), TorchWriter.Storages(Good)));
        Assert.Equal(Six, file.Values("w"));
    }

    [Fact]
    public void Parts_of_storages_of_the_oldest_versions_are_read()
    {
        byte[] pickle = new Pickle().Op('}').Text("w").Tensor(
            p => p.Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Int(6).Op('(').Text("v").Int(2).Int(4).Op('t').Op('t').Op('Q'),
            1, [3], [1]).Op('s').Stop();
        using TorchFile file = Open(TorchWriter.Legacy(pickle, ["0"], (6, Good.Storage)));
        Assert.Equal([4f, 5f, 6f], file.Values("w"));
    }

    [Fact]
    public void Pickles_longer_than_what_is_read_first_are_read()
    {
        TorchEntry[] many = [.. Enumerable.Range(0, 2000).Select(i => TorchEntry.Of(new string('x', 300) + i, $"{i}", [1], i))];
        using TorchFile file = Open(TorchWriter.Legacy(many));
        Assert.Equal(2000, file.Tensors.Count);
        Assert.All(many, t => Assert.Equal(MemoryMarshal.Cast<byte, float>(t.Storage).ToArray(), file.Values(t.Name)));
    }

    [Fact]
    public void Numbers_beyond_32_bits_stand_in_a_field_of_the_directory()
    {
        byte[] extra = [9, 0, 2, 0, 1, 1, 1, 0, 24, 0, .. Number(5L << 32), .. Number(5L << 32), .. Number(7L << 32)];
        byte[] record = [.. "PK\x01\x02"u8, .. new byte[16], .. Enumerable.Repeat((byte)255, 8), 1, 0, (byte)extra.Length, 0, .. new byte[10], 255, 255, 255, 255, (byte)'x', .. extra];
        Assert.Equal(new ZipEntry("x", 0, 0, 5L << 32, 5L << 32, 7L << 32), Assert.Single(ZipRecords.Directory(record, 1)));

        // Only what needs it stands there.
        byte[] offset = [.. record];
        new byte[8].CopyTo(offset, 20);
        Assert.Equal(5L << 32, Assert.Single(ZipRecords.Directory(offset, 1)).HeaderOffset);

        static byte[] Number(long value) => BitConverter.GetBytes(value);
    }

    private TorchFile Open(byte[] bytes) => TorchFile.Open(_temporary.Write("pytorch_model.bin", bytes));
}
