using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Quantization;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Quantization;

/// <summary>The file that quantization writes: what it replaces, in which forms, and that it leaves the rest alone.</summary>
public sealed class QuantizedFileTests
{
    // Of the scores' spread: what 8 bits lose, with room to spare. A wrong scale or order of weights is a hundred times worse.
    private const double Tolerance = 0.03;

    private static readonly GraphTensor _weights = SmallModels.Floats("weights", SmallModels.Numbers(32 * 64, 9), 32, 64);
    private static readonly GraphTensor _turned = SmallModels.Floats("turned", Turned(SmallModels.Numbers(32 * 64, 9)), 64, 32);
    private static readonly GraphTensor _halves = GraphTensor.InMemory("halves", OnnxElementType.Float16, [32, 64], SmallModels.Numbers(32 * 64, 9).Select(v => (Half)v).ToArray());
    private static readonly GraphTensor _bias = SmallModels.Floats("bias", SmallModels.Numbers(64, 11), 64);

    public static TheoryData<string> Forms => ["product", "new operators", "constant node", "half precision", "turned by a node", "gemm", "gemm turned", "two products", "product of a product"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_of_a_product_is_quantized(string form)
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(Build(folder, form));
        OnnxModel model = Read(Quantize(source, folder));
        Assert.DoesNotContain(model.Nodes, n => n.OpType == "Gemm" || (n.OpType == "MatMul" && n.Outputs[0] != "logits"));
        Assert.DoesNotContain(model.Initializers.Keys, n => n is "weights" or "turned" or "halves");
        Assert.Contains("unused", model.Initializers.Keys);
        Assert.Contains("classifier", model.Initializers.Keys);
        CheckScores(source, folder["int8"]);
    }

    [Fact]
    public void Products_that_read_the_same_quantize_it_once()
    {
        using var folder = new TemporaryFolder();
        OnnxModel model = Read(Quantize(ModelFolder.Open(Build(folder, "two products")), folder));
        Assert.Equal(2, model.Nodes.Count(n => n.OpType == "MatMulIntegerToFloat"));
        Assert.Single(model.Nodes, n => n.OpType == "QuantizeLinear");
    }

    [Fact]
    public void Wide_tables_become_numbers_with_a_scale_a_row()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Random());
        OnnxModel model = Read(Quantize(source, folder));
        const string words = "embeddings.word_embeddings.weight";
        Assert.DoesNotContain(words, model.Initializers.Keys);
        Assert.Equal([SmallModels.Pieces, 64L], model.Initializers[words + ".int8"].Dimensions);
        Assert.Equal([SmallModels.Pieces, 1L], model.Initializers[words + ".scale"].Dimensions);
        Assert.Equal((source.Signature!.Tables, source.MaxPositions), (ModelFolder.Open(folder["int8"]).Signature!.Tables, ModelFolder.Open(folder["int8"]).MaxPositions));
    }

    [Fact]
    public void What_another_operator_reads_stays()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Chain(
            [
                new("Identity", ["weights"], ["same"]), new("MatMul", ["embedded", "same"], ["product"]), new("ReduceMax", ["weights"], ["largest"], new GraphAttribute("keepdims", 0)),
                new("Add", ["product", "largest"], ["hidden"]),
            ],
            [_weights]));
        OnnxModel model = Read(Quantize(source, folder));
        Assert.Contains("weights", model.Initializers.Keys);
        Assert.DoesNotContain(model.Nodes, n => n.OpType == "Identity");
        CheckScores(source, folder["int8"]);
    }

    [Fact]
    public void An_input_of_the_name_of_a_weight_goes_with_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Simple();
        byte[] old = File.ReadAllBytes(folder["model/model.onnx"]);
        OnnxModel before = Read(path);

        // As exporters did before version 4 of the format: every initializer is an input too.
        Proto input = new Proto().Message(11, new Proto().Text(1, "weights").Message(2, new Proto().Message(1, new Proto().Varint(1, TinyOnnx.Float))));
        byte[] graph = [.. old[(int)before.Graph.Start..(int)before.Graph.End], .. (byte[])input];
        File.WriteAllBytes(folder["model/model.onnx"], [.. old[..(int)before.Graph.FieldStart], .. (byte[])new Proto().Bytes(7, graph), .. old[(int)before.Graph.End..]]);
        ModelFolder source = ModelFolder.Open(path);
        Assert.Equal(["weights"], Read(path).InitializedInputs.Select(i => i.Name));
        Assert.Empty(Read(Quantize(source, folder)).InitializedInputs);
        CheckScores(source, folder["int8"]);
    }

    [Fact]
    public void Data_of_other_files_moves_into_the_new_one()
    {
        using var folder = new TemporaryFolder();
        ModelFolder plain = ModelFolder.Open(folder.Simple());
        float[] expected = Scores(plain);
        MoveTensorsOut(folder);
        ModelFolder source = ModelFolder.Open(folder["model"]);
        Assert.Contains("weights.bin", source.Files.Select(f => f.Name));
        OnnxModel model = Read(Quantize(source, folder));
        Assert.Empty(model.ExternalTensors);
        Assert.DoesNotContain("weights.bin", ModelFolder.Open(folder["int8"]).Files.Select(f => f.Name));
        CheckScores(expected, folder["int8"]);
    }

    [Theory]
    [InlineData(7, 64)]
    [InlineData(8, 127)]
    public void Weights_are_the_nearest_numbers_of_their_bits(int bits, int limit)
    {
        using var folder = new TemporaryFolder();
        ModelQuantization.Run(ModelFolder.Open(folder.Simple()), folder["int8"], bits);
        OnnxModel model = Read(folder["int8"]);
        byte[] file = File.ReadAllBytes(folder["int8/model.onnx"]);
        sbyte[] numbers = [.. Data(file, model.Initializers["weights.int8"]).Select(b => (sbyte)b)];
        float[] scales = [.. Data(file, model.Initializers["weights.scale"]).Chunk(4).Select(b => BitConverter.ToSingle(b))];
        float[] weights = SmallModels.Numbers(32 * 64, 9);
        Assert.Equal([32L, 64L], model.Initializers["weights.int8"].Dimensions);
        Assert.Equal(limit, numbers.Max(n => Math.Abs((int)n)));
        for (int i = 0; i < weights.Length; i++)
        {
            Assert.InRange(Math.Abs((numbers[i] * scales[i % 64]) - weights[i]), 0, (scales[i % 64] / 2) + 1e-6f);
        }

        // Each column uses all of its range.
        Assert.All(Enumerable.Range(0, 64), c => Assert.Contains(limit, Enumerable.Range(0, 32).Select(r => Math.Abs((int)numbers[(r * 64) + c]))));
    }

    [Fact]
    public void Whatever_is_not_replaced_stays_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(Golden.PathOf("hf", "models", "bert-cased-optimum"));
        byte[] old = File.ReadAllBytes(source.OnnxPath!);
        OnnxModel before = Read(source.Path);
        OnnxModel after = Read(Quantize(source, folder));
        byte[] file = File.ReadAllBytes(ModelFolder.Open(folder["int8"]).OnnxPath!);
        HashSet<string> kept = [.. after.Nodes.Select(n => n.Outputs[0])];
        OnnxNode[] same = [.. before.Nodes.Where(n => n.OpType is not ("MatMul" or "Gather") && kept.Contains(n.Outputs[0]))];
        Assert.True(same.Length > 50);
        Assert.All(same, node =>
        {
            OnnxNode copy = Assert.Single(after.Nodes, n => n.Outputs[0] == node.Outputs[0]);
            Assert.Equal(old[(int)node.Span.FieldStart..(int)node.Span.End], file[(int)copy.Span.FieldStart..(int)copy.Span.End]);
        });
        Assert.All(before.Initializers.Values.Where(t => after.Initializers.ContainsKey(t.Name)), tensor =>
            Assert.Equal(Data(old, tensor), Data(file, after.Initializers[tensor.Name])));
        Assert.Equal(before.Opsets[""], after.Opsets[""]);
    }

    [Fact]
    public void The_same_model_gives_the_same_file()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Random());
        Assert.Equal(ModelQuantization.Run(source, folder["one"], 7).Fingerprint, ModelQuantization.Run(source, folder["two"], 7).Fingerprint);
    }

    [Fact]
    public void A_model_of_any_size_takes_little_memory()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Random(width: 256, pieces: 60_000));
        long size = new FileInfo(source.OnnxPath!).Length;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelQuantization.Run(source, folder["int8"], 7);
        Assert.True(size > 60_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, size / 4);
    }

    [Fact]
    public void A_folder_of_Spark_NLP_keeps_its_layout()
    {
        using var folder = new TemporaryFolder();
        folder.Simple();
        folder.Write("nlp/assets/labels.txt", string.Concat(Enumerable.Range(0, SmallModels.Labels).Select(i => $"L{i}\n")));
        folder.Write("nlp/assets/vocab.txt", File.ReadAllBytes(folder["model/vocab.txt"]));
        folder.Write("nlp/saved.onnx", File.ReadAllBytes(folder["model/model.onnx"]));
        ModelFolder source = ModelFolder.Open(folder["nlp"]);
        ModelFolder quantized = ModelQuantization.Run(source, folder["int8"], 7);
        Assert.Equal(ModelFolderKind.SparkNlp, quantized.Kind);
        Assert.Equal(["assets/labels.txt", "assets/vocab.txt", "saved.onnx"], quantized.Files.Select(f => f.Name));
        CheckScores(source, folder["int8"]);
    }

    [Fact]
    public void The_manifest_says_what_was_made_of_what()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Random());
        ModelManifest manifest = ModelQuantization.Run(source, folder["int8"], 8).Manifest!;
        Assert.Equal(("int8", 8, source.Fingerprint, "distilbert"), (manifest.Precision, manifest.WeightBits, manifest.QuantizedFrom, manifest.Architecture));
        Assert.Equal(source.Labels, manifest.Labels);
        Assert.Equal(source.Files, manifest.Source.Files);
        Assert.True(new FileInfo(folder["int8/model.onnx"]).Length < 0.5 * new FileInfo(folder["model/model.onnx"]).Length);
    }

    private static string Build(TemporaryFolder folder, string form) => form switch
    {
        "product" => folder.Simple(),
        "new operators" => folder.Simple(opset: 21),
        "constant node" => folder.Chain([new("Constant", [], ["made"], new GraphAttribute("value", _weights)), new("MatMul", ["embedded", "made"], ["hidden"])], []),
        "half precision" => folder.Chain([new("Cast", ["halves"], ["wide"], new GraphAttribute("to", 1)), new("MatMul", ["embedded", "wide"], ["hidden"])], [_halves]),
        "turned by a node" => folder.Chain([new("Transpose", ["turned"], ["upright"], new GraphAttribute("perm", [1L, 0L])), new("MatMul", ["embedded", "upright"], ["hidden"])], [_turned]),
        "gemm" => folder.Chain(Gemm("weights"), [_weights, _bias, .. Shapes]),
        "gemm turned" => folder.Chain(Gemm("turned", new GraphAttribute("transB", 1)), [_turned, _bias, .. Shapes]),
        "two products" => folder.Chain(
            [new("MatMul", ["embedded", "weights"], ["one"]), new("MatMul", ["embedded", "weights2"], ["two"]), new("Add", ["one", "two"], ["hidden"])],
            [_weights, SmallModels.Floats("weights2", SmallModels.Numbers(32 * 64, 10), 32, 64)]),
        _ => folder.Chain(
            [new("MatMul", ["embedded", "weights"], ["one"]), new("MatMul", ["one", "weights2"], ["hidden"])], [_weights, SmallModels.Floats("weights2", SmallModels.Numbers(64 * 64, 10), 64, 64)]),
    };

    private static GraphTensor[] Shapes => [GraphTensor.Of("flat", -1, 32), GraphTensor.Of("wide", 0, 0, 64), GraphTensor.Of("last", -1)];

    // A Gemm takes matrices only: the way there and back, as exporters write it.
    private static GraphNode[] Gemm(string weights, params GraphAttribute[] attributes) =>
    [
        new("Shape", ["input_ids"], ["size"]), new("Concat", ["size", "last"], ["back"], new GraphAttribute("axis", 0)),
        new("Reshape", ["embedded", "flat"], ["rows"]), new("Gemm", ["rows", weights, "bias"], ["flat_hidden"], attributes), new("Reshape", ["flat_hidden", "back"], ["hidden"]),
    ];

    private static string Quantize(ModelFolder source, TemporaryFolder folder)
    {
        ModelQuantization.Run(source, folder["int8"], 7);
        return folder["int8"];
    }

    private static OnnxModel Read(string folder)
    {
        using FileStream stream = File.OpenRead(ModelFolder.Open(folder).OnnxPath!);
        return OnnxModelReader.Read(stream);
    }

    private static byte[] Data(byte[] file, OnnxTensor tensor) => file[(int)tensor.Data.Start..(int)tensor.Data.End];

    private static float[] Turned(float[] weights) => [.. Enumerable.Range(0, 64).SelectMany(column => Enumerable.Range(0, 32).Select(row => weights[(row * 64) + column]))];

    private static float[] Scores(ModelFolder folder)
    {
        using OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(folder);
        return classifier.Scores(SmallModels.Sequences(1, [9, 1, 17, 30]));
    }

    private static void CheckScores(ModelFolder source, string quantized) => CheckScores(Scores(source), quantized);

    private static void CheckScores(float[] expected, string quantized)
    {
        float[] actual = Scores(ModelFolder.Open(quantized));
        double spread = expected.Max() - expected.Min();
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance * spread));
    }

    // The same graph with its tables and weights in weights.bin.
    private static void MoveTensorsOut(TemporaryFolder folder)
    {
        byte[] old = File.ReadAllBytes(folder["model/model.onnx"]);
        OnnxModel model = Read(folder["model"]);
        using var data = new MemoryStream();
        using var graph = new MemoryStream();
        long at = model.Graph.Start;
        foreach (OnnxTensor tensor in model.Initializers.Values.OrderBy(t => t.Span.FieldStart))
        {
            graph.Write(old.AsSpan((int)at, (int)(tensor.Span.FieldStart - at)));
            byte[] values = Data(old, tensor);
            graph.Write((byte[])new Proto().Message(5, TinyOnnx.Tensor(
                tensor.Name, [.. tensor.Dimensions], (int)tensor.ElementType, null, ("location", "weights.bin"), ("offset", $"{data.Length}"), ("length", $"{values.Length}"))));
            data.Write(values);
            at = tensor.Span.End;
        }

        graph.Write(old.AsSpan((int)at, (int)(model.Graph.End - at)));
        folder.Write("model/weights.bin", data.ToArray());
        File.WriteAllBytes(folder["model/model.onnx"], [.. old[..(int)model.Graph.FieldStart], .. (byte[])new Proto().Bytes(7, graph.ToArray()), .. old[(int)model.Graph.End..]]);
    }
}
