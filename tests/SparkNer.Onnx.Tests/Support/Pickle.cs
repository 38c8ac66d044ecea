using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Writes a pickle instruction by instruction, right or wrong ones.</summary>
internal sealed class Pickle
{
    private readonly MemoryStream _bytes = new();

    public Pickle(int protocol = 2) => Op(0x80).Op((byte)protocol);

    public Pickle Op(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public Pickle Op(char code, params byte[] operand) => Op([(byte)code, .. operand]);

    public Pickle Global(string module, string name) => Op('c').Op(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public Pickle Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Op('X').Op(length).Op(utf8);
    }

    public Pickle Int(long value)
    {
        byte[] bytes = new BigInteger(value).ToByteArray();
        return Op(0x8A, (byte)bytes.Length).Op(bytes);
    }

    public Pickle Ints(params long[] values)
    {
        Op('(');
        Array.ForEach(values, v => Int(v));
        return Op('t');
    }

    public Pickle OrderedDictionary() => Global("collections", "OrderedDict").Op(')').Op('R');

    /// <summary>A storage's persistent id.</summary>
    public Pickle Storage(string type, string key, long count, bool isLegacy = false)
    {
        Op('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Int(count);
        return (isLegacy ? Op('N') : this).Op('t').Op('Q');
    }

    /// <summary>A tensor of the storage that <paramref name="storage"/> writes.</summary>
    public Pickle Tensor(Action<Pickle> storage, long offset, long[] shape, long[] strides)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op('(');
        storage(this);
        return Int(offset).Ints(shape).Ints(strides).Op(0x89).OrderedDictionary().Op('t').Op('R');
    }

    /// <summary>The whole, ended.</summary>
    public byte[] Stop() => [.. _bytes.ToArray(), (byte)'.'];

    /// <summary>The whole, not ended.</summary>
    public byte[] Cut() => _bytes.ToArray();
}
