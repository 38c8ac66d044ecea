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
}
