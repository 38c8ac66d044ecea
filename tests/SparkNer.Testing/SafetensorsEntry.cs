using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SparkNer.Testing;

/// <summary>A tensor to write to a safetensors file; its bytes are made while they are written, so it may be larger than the memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The format's name of the element type, such as <c>F32</c>.</param>
/// <param name="Shape">The sizes of the axes.</param>
/// <param name="Bytes">Its size in the file.</param>
/// <param name="Write">Writes exactly so many bytes.</param>
public sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Bytes, Action<Stream> Write)
{
    private const int Chunk = 1 << 16;

    /// <summary>A tensor of the given bytes.</summary>
    public static SafetensorsEntry Raw(string name, string type, long[] shape, byte[] bytes) => new(name, type, shape, bytes.Length, s => s.Write(bytes));

    /// <summary>A tensor of 32-bit floats.</summary>
    public static SafetensorsEntry Of(string name, long[] shape, params float[] values) =>
        Raw(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>Pseudo-random values, uniform within <c>middle ± scale</c>: the same ones for the same seed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The sizes of the axes.</param>
    /// <param name="seed">Chooses the values.</param>
    /// <param name="scale">The largest distance from the middle.</param>
    /// <param name="middle">The mean, such as 1 for the weight of a layer norm.</param>
    /// <param name="type"><c>F32</c>, <c>F16</c> or <c>BF16</c>.</param>
    public static SafetensorsEntry Random(string name, long[] shape, int seed, float scale = 0.05f, float middle = 0, string type = "F32")
    {
        int width = type switch
        {
            "F32" => sizeof(float),
            "F16" or "BF16" => sizeof(short),
            _ => throw new ArgumentException($"'{type}' is none of F32, F16 and BF16", nameof(type)),
        };
        long count = shape.Aggregate(1L, (a, b) => checked(a * b));
        return new SafetensorsEntry(name, type, shape, count * width, stream =>
        {
            var random = new Random(seed);
            byte[] buffer = new byte[Chunk * width];
            for (long left = count; left > 0; left -= Chunk)
            {
                int now = (int)Math.Min(left, Chunk);
                for (int i = 0; i < now; i++)
                {
                    Put(buffer.AsSpan(i * width), middle + (scale * ((2 * random.NextSingle()) - 1)), type);
                }

                stream.Write(buffer, 0, now * width);
            }
        });
    }

    private static void Put(Span<byte> destination, float value, string type)
    {
        switch (type)
        {
            case "F32":
                BinaryPrimitives.WriteSingleLittleEndian(destination, value);
                break;
            case "F16":
                BinaryPrimitives.WriteHalfLittleEndian(destination, (Half)value);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16));
                break;
        }
    }
}
