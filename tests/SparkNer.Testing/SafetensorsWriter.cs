using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace SparkNer.Testing;

/// <summary>Writes safetensors files as the Hugging Face libraries do, of any size in little memory.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes one file.</summary>
    public static void Write(string path, params IReadOnlyList<SafetensorsEntry> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Write(stream, tensors);
    }

    /// <summary>The bytes of a small file.</summary>
    public static byte[] Build(params IReadOnlyList<SafetensorsEntry> tensors)
    {
        using var stream = new MemoryStream();
        Write(stream, tensors);
        return stream.ToArray();
    }

    /// <summary>A file with any header, right or wrong.</summary>
    public static byte[] Build(string header, ReadOnlySpan<byte> data) => Build(System.Text.Encoding.UTF8.GetBytes(header), data);

    /// <summary>A file with any header, right or wrong.</summary>
    public static byte[] Build(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>Spreads tensors over files <c>model-00001-of-0000N.safetensors</c> and writes <c>model.safetensors.index.json</c> beside them.</summary>
    public static void WriteShards(string folder, int shards, IReadOnlyList<SafetensorsEntry> tensors)
    {
        var map = new Dictionary<string, string>();
        int each = (tensors.Count + shards - 1) / shards;
        for (int i = 0; i < shards; i++)
        {
            string file = string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:00000}-of-{shards:00000}.safetensors");
            SafetensorsEntry[] part = [.. tensors.Skip(i * each).Take(each)];
            Write(Path.Combine(folder, file), part);
            foreach (SafetensorsEntry tensor in part)
            {
                map.Add(tensor.Name, file);
            }
        }

        File.WriteAllBytes(
            Path.Combine(folder, "model.safetensors.index.json"),
            JsonSerializer.SerializeToUtf8Bytes(new { metadata = new { total_size = tensors.Sum(t => t.Bytes) }, weight_map = map }));
    }

    private static void Write(Stream stream, IReadOnlyList<SafetensorsEntry> tensors)
    {
        stream.Write(Header(tensors));
        foreach (SafetensorsEntry tensor in tensors)
        {
            tensor.Write(stream);
        }
    }

    private static byte[] Header(IReadOnlyList<SafetensorsEntry> tensors)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            writer.WriteString("format", "pt");
            writer.WriteEndObject();
            long at = 0;
            foreach (SafetensorsEntry tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Type);
                Numbers("shape", tensor.Shape);
                Numbers("data_offsets", [at, at + tensor.Bytes]);
                writer.WriteEndObject();
                at += tensor.Bytes;
            }

            writer.WriteEndObject();
            writer.Flush();

            void Numbers(string name, long[] values)
            {
                writer.WriteStartArray(name);
                Array.ForEach(values, writer.WriteNumberValue);
                writer.WriteEndArray();
            }
        }

        // Padded with spaces, so that the data is aligned.
        while (json.Length % sizeof(ulong) != 0)
        {
            json.WriteByte((byte)' ');
        }

        return Build(json.ToArray(), []);
    }
}
