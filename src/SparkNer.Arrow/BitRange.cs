using System.Numerics;

namespace SparkNer.Arrow;

/// <summary>Bits in a row, the lowest of each byte first.</summary>
internal static class BitRange
{
    /// <summary>How many bits of a range are set.</summary>
    public static int CountOnes(ReadOnlySpan<byte> bits, int start, int length)
    {
        int count = 0;
        int at = start;
        int end = start + length;
        for (; at < end && (at & 7) != 0; at++)
        {
            count += (bits[at >> 3] >> (at & 7)) & 1;
        }

        for (; at + 8 <= end; at += 8)
        {
            count += BitOperations.PopCount(bits[at >> 3]);
        }

        for (; at < end; at++)
        {
            count += (bits[at >> 3] >> (at & 7)) & 1;
        }

        return count;
    }

    /// <summary>Copies bits to the start of a target, whose last bits become 0.</summary>
    public static void Copy(ReadOnlySpan<byte> bits, int start, int length, Span<byte> target)
    {
        int shift = start & 7;
        int first = start >> 3;
        int count = (length + 7) / 8;
        if (shift == 0)
        {
            bits.Slice(first, count).CopyTo(target);
        }
        else
        {
            int last = (int)(((long)start + length + 7) / 8) - 1;
            for (int i = 0; i < count; i++)
            {
                int high = first + i < last ? bits[first + i + 1] << (8 - shift) : 0;
                target[i] = (byte)((bits[first + i] >> shift) | high);
            }
        }

        if ((length & 7) != 0)
        {
            target[count - 1] &= (byte)((1 << (length & 7)) - 1);
        }
    }
}
