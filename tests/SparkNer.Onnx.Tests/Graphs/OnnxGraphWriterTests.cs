using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Tests.Graphs;

public sealed class OnnxGraphWriterTests
{
    private static readonly GraphAxis[] _openPair = ["rows", 2];

    [Fact]
    public void Onnx_runtime_runs_what_is_written_with_every_kind_of_attribute()
    {
        // y = leaky(transpose(einsum(x, w))) + c, cast there and back.
        var graph = new OnnxGraph(
            "test",
            [new GraphValue("x", OnnxElementType.Float, _openPair)],
            [new GraphValue("y", OnnxElementType.Float, 3, "rows")],
            [
                new GraphNode("Einsum", ["x", "w"], ["product"], new GraphAttribute("equation", "ij,jk->ik")),
                new GraphNode("Transpose", ["product"], ["turned"], new GraphAttribute("perm", [1, 0])),
                new GraphNode("LeakyRelu", ["turned"], ["leaky"], new GraphAttribute("alpha", 0.5f)),
                new GraphNode("Cast", ["leaky"], ["wide"], new GraphAttribute("to", (long)OnnxElementType.Double)),
                new GraphNode("Cast", ["wide"], ["narrow"], new GraphAttribute("to", (long)OnnxElementType.Float)),
                new GraphNode("Constant", [], ["c"], new GraphAttribute("value", GraphTensor.Scalar("", 100f))),
                new GraphNode("FusedMatMul", ["eye", "narrow"], ["same"]) { Domain = GraphNode.Microsoft },
                new GraphNode("Add", ["same", "c"], ["y"]),
            ],
            [
                GraphTensor.InMemory<float>("w", OnnxElementType.Float, [2, 3], [1, 2, 3, 4, 5, -6]),
                GraphTensor.InMemory<float>("eye", OnnxElementType.Float, [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]),
            ]);
        using var session = new InferenceSession(Bytes(graph));
        using OrtValue x = OrtValue.CreateTensorValueFromMemory<float>([1, 0, 0, 1], [2, 2]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> y = session.Run(options, ["x"], [x], ["y"]);
        Assert.Equal([3, 2], y[0].GetTensorTypeAndShape().Shape);
        Assert.Equal([101, 104, 102, 105, 103, 97], y[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void The_reader_finds_what_was_written()
    {
        var graph = new OnnxGraph(
            "test",
            [new GraphValue("ids", OnnxElementType.Int64, _openPair)],
            [new GraphValue("out", OnnxElementType.Int64, "a", 7)],
            [new GraphNode("Add", ["ids", "one"], ["out"])],
            [
                GraphTensor.Scalar("one", 1),
                GraphTensor.Of("list", 1, 2, 3),
                GraphTensor.InMemory<sbyte>("bytes", OnnxElementType.Int8, [2, 2], [1, -1, 2, -2]),
            ])
        { Metadata = [new("made", "for a test")] };
        OnnxModel model = OnnxModelReader.Read(new MemoryStream(Bytes(graph)));
        Assert.Equal("[?, 2]", Assert.Single(model.Inputs).ShapeText);
        Assert.Equal("[?, 7]", Assert.Single(model.Outputs).ShapeText);
        Assert.Equal(17, model.Opsets[""]);
        Assert.Equal(1, model.Opsets[GraphNode.Microsoft]);
        Assert.Equal(["one", "list", "bytes"], model.Initializers.Keys);
        Assert.Empty(model.Initializers["one"].Dimensions);
        Assert.Equal([3], model.Initializers["list"].Dimensions);
        Assert.Equal(4, model.Initializers["bytes"].RawBytes);
        Assert.Equal("Add", Assert.Single(model.Nodes).OpType);
        using var session = new InferenceSession(Bytes(graph));
        Assert.Equal("sparkner", session.ModelMetadata.ProducerName);
        Assert.Equal("for a test", session.ModelMetadata.CustomMetadataMap["made"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_tensor_that_writes_another_size_than_it_says_is_an_error(int bytes)
    {
        var tensor = new GraphTensor("two", OnnxElementType.UInt8, [2], stream => stream.Write(new byte[bytes]));
        Assert.Throws<InvalidOperationException>(() => Bytes(new OnnxGraph("test", [], [], [], [tensor])));
    }

    [Fact]
    public void More_than_two_gigabytes_are_refused_before_a_byte_is_written()
    {
        var tensor = new GraphTensor("huge", OnnxElementType.Float, [1 << 20, 512], _ => throw new InvalidOperationException());
        using var stream = new MemoryStream();
        var e = Assert.Throws<InvalidDataException>(() => OnnxGraphWriter.Write(new OnnxGraph("test", [], [], [], [tensor]), stream));
        Assert.Contains("2048 MiB", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    private static byte[] Bytes(OnnxGraph graph)
    {
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(graph, stream);
        return stream.ToArray();
    }
}
