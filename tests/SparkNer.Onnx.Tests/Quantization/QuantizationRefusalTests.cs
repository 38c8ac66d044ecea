using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Quantization;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Quantization;

/// <summary>What is not quantized, and what is said then.</summary>
public sealed class QuantizationRefusalTests
{
    [Fact]
    public void A_quantized_model_is_not_quantized_again()
    {
        using var folder = new TemporaryFolder();
        ModelFolder once = ModelQuantization.Run(ModelFolder.Open(folder.Simple()), folder["once"], 7);
        Refused(once, folder, "model.onnx", "quantized already, to weights of 7 bits");
    }

    [Fact]
    public void A_model_that_another_program_quantized_is_not_quantized_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Chain(
            [
                new("DynamicQuantizeLinear", ["embedded"], ["q", "q_scale", "q_zero"]), new("MatMulInteger", ["q", "small", "q_zero"], ["sums"]),
                new("Cast", ["sums"], ["wide"], new GraphAttribute("to", 1)), new("Mul", ["wide", "q_scale"], ["hidden"]),
            ],
            [GraphTensor.InMemory("small", OnnxElementType.Int8, [32, 64], new sbyte[32 * 64])]);
        Refused(ModelFolder.Open(path), folder, "quantized already", "'sums' is a MatMulInteger");
    }

    [Fact]
    public void A_model_without_a_product_to_quantize_is_refused_by_the_names_of_those_it_has()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Chain(
            [new("Concat", ["embedded", "embedded"], ["hidden"], new GraphAttribute("axis", -1))], []);
        Refused(ModelFolder.Open(path), folder, "no product", "'logits' with 5 outputs");
    }

    [Fact]
    public void A_model_that_computes_in_half_precision_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Chain(
            [
                new("Cast", ["embedded"], ["narrow"], new GraphAttribute("to", 10)), new("MatMul", ["narrow", "halves"], ["narrow_hidden"]),
                new("Cast", ["narrow_hidden"], ["hidden"], new GraphAttribute("to", 1)),
            ],
            [GraphTensor.InMemory("halves", OnnxElementType.Float16, [32, 64], new Half[32 * 64])]);
        Refused(ModelFolder.Open(path), folder, "'narrow_hidden' with Float16 [32, 64]");
    }

    [Fact]
    public void A_graph_of_old_operators_is_refused()
    {
        using var folder = new TemporaryFolder();
        Refused(ModelFolder.Open(folder.Simple(opset: 10)), folder, "version 10", "11 or later");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_no_numbers_are_refused_by_place(float value)
    {
        using var folder = new TemporaryFolder();
        float[] weights = SmallModels.Numbers(32 * 64, 9);
        weights[(3 * 64) + 7] = value;
        string path = folder.Chain([new("MatMul", ["embedded", "weights"], ["hidden"])], [SmallModels.Floats("weights", weights, 32, 64)]);
        Refused(ModelFolder.Open(path), folder, "'weights'", $"the value {value} at [3, 7]");
    }

    [Fact]
    public void Weights_in_a_form_that_is_not_read_are_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Simple();
        byte[] file = File.ReadAllBytes(folder["model/model.onnx"]);
        OnnxTensor weights;
        using (var stream = new MemoryStream(file))
        {
            weights = OnnxModelReader.Read(stream).Initializers["weights"];
        }

        // Field 9, the raw bytes, becomes field 10, a list of doubles.
        int tag = (int)weights.Data.FieldStart - 1;
        Assert.Equal((9 << 3) | 2, file[tag]);
        file[tag] = (10 << 3) | 2;
        File.WriteAllBytes(folder["model/model.onnx"], file);
        Refused(ModelFolder.Open(path), folder, "'weights'", "raw bytes");
    }

    [Fact]
    public void Only_an_imported_model_is_replaced_and_only_if_asked()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Simple());
        ModelQuantization.Run(source, folder["int8"], 7);
        Assert.Contains("is there already", Assert.Throws<IOException>(() => ModelQuantization.Run(source, folder["int8"], 8)).Message, StringComparison.Ordinal);
        Assert.Equal(8, ModelQuantization.Run(source, folder["int8"], 8, replace: true).Manifest!.WeightBits);
        folder.Write("other/mine.txt", "mine");
        Assert.Throws<IOException>(() => ModelQuantization.Run(source, folder["other"], 7, replace: true));
        Assert.Throws<ArgumentException>(() => ModelQuantization.Run(source, folder["model/inside"], 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelQuantization.Run(source, folder["six"], 6));
    }

    [Fact]
    public void Cancelled_it_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        ModelFolder source = ModelFolder.Open(folder.Simple());
        Assert.ThrowsAny<OperationCanceledException>(() => ModelQuantization.Run(source, folder["int8"], 7, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(["model"], Directory.EnumerateFileSystemEntries(folder["."]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(8, true, false)]
    [InlineData(7, true, true)]
    [InlineData(8, false, true)]
    [InlineData(null, true, true)]
    public void A_processor_that_would_sum_wrongly_loads_no_model_of_8_bits(int? bits, bool saturates, bool loads)
    {
        Exception? error = Record.Exception(() => WeightBits.CheckProcessor(bits, "model.onnx", saturates));
        Assert.Equal(loads, error is null);
        if (error is not null)
        {
            Assert.Contains("--weight-bits 7", Assert.IsType<ModelFormatException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_bits_are_known_where_the_model_is_in_memory()
    {
        using var folder = new TemporaryFolder();
        ModelFolder model = ModelQuantization.Run(ModelFolder.Open(folder.Simple()), folder["int8"], 8);
        ModelFolder memory = ModelFolder.FromFiles("memory", model.Files.ToDictionary(f => f.Name, f => File.ReadAllBytes(Path.Combine(model.Path, f.Name))));
        Assert.Equal(8, memory.Signature!.WeightBits);
    }

    private static void Refused(ModelFolder source, TemporaryFolder folder, params string[] words)
    {
        ModelFormatException error = Assert.Throws<ModelFormatException>(() => ModelQuantization.Run(source, folder["refused"], 7));
        Assert.Equal(source.OnnxPath, error.Path);
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["refused"]));
    }
}
