using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

public sealed class OnnxModelReaderTests
{
    [Fact]
    public void A_real_model_is_read()
    {
        using FileStream stream = File.OpenRead(Golden.PathOf("hf", "models", "bert-cased", "onnx", "model.onnx"));
        OnnxModel model = OnnxModelReader.Read(stream);
        Assert.Equal(8, model.IrVersion);
        Assert.Equal(17, model.Opsets[""]);
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], model.Inputs.Select(i => i.Name));
        Assert.All(model.Inputs, i => Assert.Equal((OnnxElementType.Int64, "[?, ?]"), (i.ElementType, i.ShapeText)));
        OnnxValue output = Assert.Single(model.Outputs);
        Assert.Equal(("logits", OnnxElementType.Float, 3), (output.Name, output.ElementType, output.Shape!.Count));
        OnnxTensor words = model.Initializers.Values.Single(t => t.Name.EndsWith("word_embeddings.weight", StringComparison.Ordinal));
        Assert.Equal([1499, 48], words.Dimensions);
        Assert.Equal(1499 * 48 * 4, words.RawBytes);

        // Counts from the exporter's own report.
        var counts = Golden.Json("hf", "models", "bert-cased", "golden", "onnx_info.json").GetProperty("nodes").EnumerateObject();
        Assert.Equal(
            counts.Select(p => $"{p.Name} {p.Value.GetInt32()}").Order(StringComparer.Ordinal),
            model.Nodes.GroupBy(n => n.OpType).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));
        Assert.Empty(model.ExternalTensors);
    }

    [Fact]
    public void Only_the_structure_is_read_of_a_large_file()
    {
        using var counting = new CountingStream(File.OpenRead(Path.Combine(Golden.DefaultModel, "model.onnx")));
        OnnxModel model = OnnxModelReader.Read(counting);
        Assert.Contains(model.Initializers.Values, t => t.Dimensions is [32000, 256] && t.ElementType == OnnxElementType.Float16);
        Assert.InRange(counting.BytesRead, 1, counting.Length / 10);
    }

    [Fact]
    public void Inputs_that_are_initializers_are_none()
    {
        byte[] bytes = new TinyOnnx { Inputs = ["input_ids", "attention_mask", "table"] }.Build();
        Assert.Equal(["input_ids", "attention_mask"], Read(bytes).Inputs.Select(i => i.Name));
    }

    [Fact]
    public void Every_truncation_of_a_small_model_is_noticed()
    {
        byte[] bytes = new TinyOnnx().Build();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(bytes[..length]));
        }
    }

    [Theory]
    [InlineData("hf/models/distilbert-cased/onnx/model.onnx")]
    [InlineData("spark-nlp/models/tiny-bert-uncased/model.onnx")]
    public void Truncations_of_a_real_model_are_noticed_before_ONNX_Runtime_sees_it(string name)
    {
        using var temporary = new TemporaryFolder();
        byte[] bytes = File.ReadAllBytes(Golden.PathOf(name.Split('/')));
        string path = temporary["model/model.onnx"];
        temporary.TinyHuggingFace();
        int step = bytes.Length / 200;
        foreach (int length in Enumerable.Range(0, 200).Select(i => i * step).Concat(Enumerable.Range(1, 40).Select(i => bytes.Length - i)))
        {
            File.WriteAllBytes(path, bytes[..length]);
            var error = Assert.Throws<ModelFormatException>(() => ModelFolder.Open(temporary["model"]));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Changed_bytes_give_a_model_or_an_InvalidDataException_and_nothing_else()
    {
        byte[] good = new TinyOnnx { External = [("location", "table.bin"), ("offset", "0")] }.Build();
        Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            byte[] bytes = [.. good];
            foreach ((int at, byte value) in changes)
            {
                bytes[(int)((uint)at % bytes.Length)] = value;
            }

            return ReadsOrRefuses(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Any_bytes_give_a_model_or_an_InvalidDataException_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ReadsOrRefuses).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Deep_nesting_is_refused_not_followed()
    {
        Proto graph = new();
        for (int i = 0; i < 2000; i++)
        {
            graph = new Proto().Message(1, new Proto().Message(5, new Proto().Message(6, graph)));
        }

        byte[] bytes = new Proto().Message(7, graph).Message(8, new Proto().Varint(2, 17));
        Assert.Contains("deep", Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_beyond_its_message_is_refused_though_the_file_is_longer()
    {
        // The graph ends after 4 bytes; its node claims 100.
        byte[] bytes = [.. (byte[])new Proto().Tag(7, 2).Raw(4).Tag(1, 2).Raw(100), .. new byte[200]];
        Assert.Contains("100 bytes where 2 are left", Refusal(bytes), StringComparison.Ordinal);
        Assert.Contains("bytes where", Refusal(new Proto().Tag(7, 2).Raw(ulong.MaxValue)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x00 }, "without a number")]
    [InlineData(new byte[] { 0x0B }, "unknown kind")]
    [InlineData(new byte[] { 0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "ten bytes")]
    [InlineData(new byte[] { 0x08, 0x80 }, "in the middle")]
    [InlineData(new byte[] { 0x0D, 1, 2 }, "half a number")]
    [InlineData(new byte[] { 0x08, 0x08 }, "no graph")]
    public void Broken_wire_format_is_named(byte[] bytes, string reason) => Assert.Contains(reason, Refusal(bytes), StringComparison.Ordinal);

    [Fact]
    public void A_tensor_with_too_few_bytes_for_its_shape_is_refused()
    {
        byte[] bytes = new TinyOnnx { ExtraGraphPart = new Proto().Message(5, TinyOnnx.Tensor("short", [2, 3], TinyOnnx.Float, new byte[20])) }.Build();
        Assert.Contains("'short' has 20 bytes where its shape needs 24", Refusal(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_may_be_packed_and_their_product_may_be_huge()
    {
        Proto packed = new Proto().Bytes(1, new Proto().Raw(2).Raw(3)).Varint(2, TinyOnnx.Float).Text(8, "packed").Bytes(9, new byte[24]);
        Assert.Equal([2, 3], Read(new TinyOnnx { ExtraGraphPart = new Proto().Message(5, packed) }.Build()).Initializers["packed"].Dimensions);
        var huge = new OnnxTensor("", OnnxElementType.Double, [long.MaxValue, long.MaxValue, long.MaxValue], -1, false, []);
        Assert.Equal(long.MaxValue, huge.ByteCount);
        Assert.Equal(0, (huge with { Dimensions = [long.MaxValue, long.MaxValue, 0] }).ByteCount);
        Assert.Equal(-1, (huge with { Dimensions = [-1] }).ByteCount);
        Assert.Equal(-1, (huge with { ElementType = OnnxElementType.String }).ByteCount);
        Assert.Equal(8, (huge with { Dimensions = [] }).ByteCount);
    }

    [Fact]
    public void Names_that_are_not_UTF_8_are_refused()
    {
        byte[] bytes = new TinyOnnx { ExtraGraphPart = new Proto().Message(1, new Proto().Bytes(4, [0xC3, 0x28])) }.Build();
        Assert.Contains("UTF-8", Refusal(bytes), StringComparison.Ordinal);
    }

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            return Read(bytes).Opsets.Count > 0;
        }
        catch (InvalidDataException e)
        {
            return e.Message.Length > 0;
        }
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    private static OnnxModel Read(byte[] bytes) => OnnxModelReader.Read(new MemoryStream(bytes));
}
