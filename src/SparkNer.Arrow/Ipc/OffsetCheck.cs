using System.Numerics;
using System.Runtime.InteropServices;

namespace SparkNer.Arrow.Ipc;

/// <summary>Checks offsets: none negative, none smaller than the one before, none beyond the values.</summary>
internal static class OffsetCheck
{
    /// <summary>The first row whose offsets are wrong, or -1.</summary>
    /// <param name="bytes">At least one offset more than there are rows.</param>
    /// <param name="rows">The number of rows, at least one.</param>
    /// <param name="width">The bytes of an offset, 4 or 8.</param>
    /// <param name="limit">The largest offset allowed.</param>
    /// <param name="last">The last offset.</param>
    public static int FirstBad(ReadOnlySpan<byte> bytes, int rows, int width, long limit, out long last)
    {
        if (width == 4)
        {
            ReadOnlySpan<int> offsets = MemoryMarshal.Cast<byte, int>(bytes)[..(rows + 1)];
            last = offsets[rows];
            return FirstBad(offsets, limit < int.MaxValue ? (int)limit : int.MaxValue);
        }

        ReadOnlySpan<long> wide = MemoryMarshal.Cast<byte, long>(bytes)[..(rows + 1)];
        last = wide[rows];
        return FirstBad(wide, limit);
    }

    private static int FirstBad<T>(ReadOnlySpan<T> offsets, T limit)
        where T : struct, INumber<T>
    {
        if (offsets[0] < T.Zero)
        {
            return 0;
        }

        int row = 0;
        int rows = offsets.Length - 1;
        // Whole vectors as long as they rise; what follows finds the place.
        for (; row + Vector<T>.Count <= rows; row += Vector<T>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<T>(offsets[row..]), new Vector<T>(offsets[(row + 1)..])))
            {
                break;
            }
        }

        for (; row < rows; row++)
        {
            if (offsets[row] > offsets[row + 1])
            {
                return row;
            }
        }

        return offsets[rows] <= limit ? -1 : rows - 1;
    }
}
