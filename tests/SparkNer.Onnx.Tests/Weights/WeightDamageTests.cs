using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;
using SparkNer.Onnx.Weights.Torch;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Weights;

/// <summary>Damage by chance: files that end anywhere, and bytes that changed anywhere.</summary>
public sealed class WeightDamageTests : IDisposable
{
    // What the tensors of these files and their pickles can take, many times over.
    private const long MostBytes = 20_000_000;

    private static readonly TorchEntry[] Checkpoint =
    [
        TorchEntry.Of("bert.w", "0", [2, 3], 1, 2, 3, 4, 5, 6),
        TorchEntry.Of("bert.t", "1", [2, 2], 1, 2, 3, 4) with { Strides = [1, 2] },
        new("half", "2", [0, 60, 0, 61], 2, 2) { Type = "HalfStorage" },
        new("ids", "3", new byte[16], 2, 1, 2) { Type = "LongStorage" },
    ];

    private static readonly Dictionary<string, (string Name, byte[] Bytes)> Files = new()
    {
        ["safetensors"] = ("model.safetensors", SafetensorsWriter.Build(
            SafetensorsEntry.Of("a", [2, 2], 1, 2, 3, 4), SafetensorsEntry.Raw("b", "BF16", [3], new byte[6]), SafetensorsEntry.Raw("c", "I64", [1], new byte[8]))),
        ["zip"] = ("pytorch_model.bin", TorchWriter.Zip(Checkpoint)),
        ["old"] = ("pytorch_model.bin", TorchWriter.Legacy(Checkpoint)),
    };

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Forms => [.. Files.Keys];

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_small_file_that_ends_anywhere_is_refused(string form)
    {
        (string name, byte[] bytes) = Files[form];
        Assert.True(OpensOrRefuses(name, bytes, out bool opens) && opens);
        for (int length = 0; length < bytes.Length; length++)
        {
            string path = _temporary.Write(name, bytes[..length]);
            var error = Assert.Throws<ModelFormatException>(() => WeightFiles.Open(_temporary.Path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bert-fp16", "model.safetensors")]
    [InlineData("bert-bin", "pytorch_model.bin")]
    [InlineData("bert-bin-legacy", "pytorch_model.bin")]
    public void A_real_file_that_ends_anywhere_is_refused(string model, string name)
    {
        byte[] bytes = File.ReadAllBytes(Golden.PathOf("hf", "models", model, name));
        int step = bytes.Length / 200;
        foreach (int length in Enumerable.Range(0, 200).Select(i => i * step).Concat(Enumerable.Range(1, 40).Select(i => bytes.Length - i)))
        {
            _temporary.Write(name, bytes[..length]);
            Assert.Throws<ModelFormatException>(() => WeightFiles.Open(_temporary.Path));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Changed_bytes_give_tensors_inside_the_file_or_a_named_error_and_nothing_else(string form)
    {
        (string name, byte[] good) = Files[form];
        Prop.ForAll(ArbMap.Default.ArbFor<(int At, byte Value)[]>(), changes =>
        {
            byte[] bytes = [.. good];
            foreach ((int at, byte value) in changes.Take(4))
            {
                bytes[(int)((uint)at % bytes.Length)] = value;
            }

            return OpensOrRefuses(name, bytes, out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(800));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_single_bit_may_change(string form)
    {
        (string name, byte[] good) = Files[form];
        for (int at = 0; at < good.Length; at++)
        {
            byte[] bytes = [.. good];
            bytes[at] ^= (byte)(1 << (at % 8));
            Assert.True(OpensOrRefuses(name, bytes, out _));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Any_bytes_give_a_named_error(string form) =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => OpensOrRefuses(Files[form].Name, bytes, out bool opens) && !opens)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Any_instructions_give_a_pickle_or_an_error_and_nothing_else()
    {
        PickleCode[] codes = Enum.GetValues<PickleCode>();
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), program =>
        {
            byte[] pickle = [0x80, 2, .. program.Select(b => b < 200 ? (byte)codes[b % codes.Length] : (byte)(b - 200)), (byte)'.'];
            try
            {
                PickleReader.Read(pickle, new TorchWorld(_ => throw new InvalidDataException("a storage")), out int length);
                return length <= pickle.Length;
            }
            catch (Exception e) when (e is InvalidDataException or PickleEndException)
            {
                return e.Message.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private bool OpensOrRefuses(string name, byte[] bytes, out bool opens)
    {
        string path = _temporary.Write(name, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        opens = false;
        try
        {
            using WeightSet weights = WeightFiles.Open(_temporary.Path);
            foreach (WeightTensor tensor in weights.Tensors.Values.Where(t => t.Type != WeightType.Other))
            {
                Assert.InRange(tensor.Count, 0, bytes.Length);
                tensor.Read(0, new float[tensor.Count]);
            }

            opens = true;
        }
        catch (ModelFormatException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }
}
