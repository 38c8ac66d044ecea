using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SparkNer.Onnx.Weights;

/// <summary>Turns stored floating-point numbers into 32-bit ones.</summary>
internal static class FloatDecoder
{
    /// <summary>Decodes as many elements as the destination holds. Narrower ones are widened exactly, 64-bit ones rounded to nearest.</summary>
    public static void Decode(WeightElement element, ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        bool swap = element.BigEndian == BitConverter.IsLittleEndian;
        switch (element.Type)
        {
            case WeightType.Float32:
                ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(bytes)[..destination.Length];
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(words, MemoryMarshal.Cast<float, uint>(destination));
                }
                else
                {
                    MemoryMarshal.Cast<uint, float>(words).CopyTo(destination);
                }

                break;
            case WeightType.Float16:
                ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < destination.Length; i++)
                {
                    destination[i] = (float)BitConverter.UInt16BitsToHalf(swap ? BinaryPrimitives.ReverseEndianness(halves[i]) : halves[i]);
                }

                break;
            case WeightType.BFloat16:
                ReadOnlySpan<ushort> tops = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < destination.Length; i++)
                {
                    uint top = swap ? BinaryPrimitives.ReverseEndianness(tops[i]) : tops[i];
                    destination[i] = BitConverter.UInt32BitsToSingle(top << 16);
                }

                break;
            case WeightType.Float64:
                ReadOnlySpan<ulong> doubles = MemoryMarshal.Cast<byte, ulong>(bytes);
                for (int i = 0; i < destination.Length; i++)
                {
                    destination[i] = (float)BitConverter.UInt64BitsToDouble(swap ? BinaryPrimitives.ReverseEndianness(doubles[i]) : doubles[i]);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }
}
