using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A tensor to write to a checkpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its storage; several tensors may have the same.</param>
/// <param name="Storage">The storage's bytes.</param>
/// <param name="Count">How many elements these are.</param>
/// <param name="Shape">The sizes of the axes.</param>
internal sealed record TorchEntry(string Name, string Key, byte[] Storage, long Count, params long[] Shape)
{
    public string Type { get; init; } = "FloatStorage";

    public long Offset { get; init; }

    public long[] Strides { get; init; } = RowMajor(Shape);

    public static TorchEntry Of(string name, string key, long[] shape, params float[] values) =>
        new(name, key, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length, shape);

    private static long[] RowMajor(long[] shape) => [.. shape.Select((_, axis) => shape[(axis + 1)..].Aggregate(1L, (a, b) => a * b))];
}

/// <summary>Writes small PyTorch checkpoints in both forms, right or wrong ones.</summary>
internal static class TorchWriter
{
    private static readonly BigInteger Magic = BigInteger.Parse("1950A86A20F9469CFC6C", System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>The pickle of a dictionary of tensors.</summary>
    public static byte[] State(bool isLegacy, params TorchEntry[] tensors) => State(new Pickle(), isLegacy, tensors).Stop();

    public static Pickle State(Pickle pickle, bool isLegacy, params TorchEntry[] tensors)
    {
        pickle.OrderedDictionary().Op('(');
        foreach (TorchEntry t in tensors)
        {
            pickle.Text(t.Name).Tensor(p => p.Storage(t.Type, t.Key, t.Count, isLegacy), t.Offset, t.Shape, t.Strides);
        }

        return pickle.Op('u');
    }

    /// <summary>A checkpoint in the form of a zip archive.</summary>
    public static byte[] Zip(params TorchEntry[] tensors) => Zip(State(isLegacy: false, tensors), Storages(tensors));

    /// <summary>The same with any pickle and other parts, called as they are inside the archive's folder.</summary>
    public static byte[] Zip(byte[] pickle, params (string Name, byte[] Content)[] parts) =>
        Archive([("model/data.pkl", pickle), ("model/byteorder", "little"u8.ToArray()), .. parts.Select(p => ("model/" + p.Name, p.Content))]);

    public static (string Name, byte[] Content)[] Storages(params TorchEntry[] tensors) =>
        [.. tensors.DistinctBy(t => t.Key).Select(t => ($"data/{t.Key}", t.Storage))];

    public static byte[] Archive(IEnumerable<(string Name, byte[] Content)> parts, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in parts)
            {
                using Stream part = zip.CreateEntry(name, level).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A checkpoint in the old form.</summary>
    public static byte[] Legacy(params TorchEntry[] tensors)
    {
        TorchEntry[] storages = [.. tensors.DistinctBy(t => t.Key).OrderBy(t => t.Key, StringComparer.Ordinal)];
        return Legacy(State(isLegacy: true, tensors), [.. storages.Select(t => t.Key)], [.. storages.Select(t => (t.Count, t.Storage))]);
    }

    /// <summary>The same with any pickle, list of storages, and storages.</summary>
    public static byte[] Legacy(byte[] pickle, string[] keys, params (long Count, byte[] Bytes)[] storages)
    {
        var list = new Pickle().Op(']').Op('(');
        Array.ForEach(keys, k => list.Text(k));
        return [.. Start(1001), .. pickle, .. list.Op('e').Stop(), .. storages.SelectMany(s => (byte[])[.. Eight(s.Count), .. s.Bytes])];
    }

    /// <summary>The three pickles that the old form begins with.</summary>
    public static byte[] Start(long version, byte[]? sizes = null)
    {
        byte[] magic = Magic.ToByteArray();
        return
        [
            .. new Pickle().Op(0x8A, (byte)magic.Length).Op(magic).Stop(),
            .. new Pickle().Int(version).Stop(),
            .. sizes ?? new Pickle().Op('}').Op('(').Text("little_endian").Op(0x88).Op('u').Stop(),
        ];
    }

    /// <summary>Changes bytes where a text or signature stands for the given time from the end.</summary>
    public static byte[] Patched(byte[] file, string signature, int at, params byte[] bytes)
    {
        byte[] copy = [.. file];
        int start = copy.AsSpan().LastIndexOf(Encoding.Latin1.GetBytes(signature));
        Assert.True(start >= 0);
        bytes.CopyTo(copy, start + at);
        return copy;
    }

    private static byte[] Eight(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
