namespace SparkNer.Arrow.Compression;

/// <summary>The LZ4 block format: literals and copies of what came before, by turns.</summary>
internal static class Lz4Block
{
    private const int MinMatch = 4;

    /// <summary>Unpacks one block behind what the target already holds.</summary>
    /// <returns>How many bytes the target holds now.</returns>
    /// <exception cref="ArrowFormatException">The block is damaged or does not fit.</exception>
    public static int Unpack(ReadOnlySpan<byte> block, Span<byte> target, int written)
    {
        int at = 0;
        while (at < block.Length)
        {
            int token = block[at++];
            int literals = Length(block, ref at, token >> 4);
            if (literals > block.Length - at || literals > target.Length - written)
            {
                throw Lz4Codec.Damaged("literals beyond the end of an LZ4 block");
            }

            block.Slice(at, literals).CopyTo(target[written..]);
            at += literals;
            written += literals;
            if (at == block.Length)
            {
                // The last sequence has literals only.
                return written;
            }

            if (block.Length - at < 2)
            {
                throw Lz4Codec.Damaged("an LZ4 block that is cut off");
            }

            int distance = block[at] | (block[at + 1] << 8);
            at += 2;
            int length = Length(block, ref at, token & 15);
            if (distance == 0 || distance > written || length > target.Length - written - MinMatch)
            {
                throw Lz4Codec.Damaged("a copy from outside in an LZ4 block");
            }

            Copy(target, written, distance, length + MinMatch);
            written += length + MinMatch;
        }

        return written;
    }

    // The copy may overlap what it writes: it then repeats itself.
    private static void Copy(Span<byte> target, int to, int distance, int length)
    {
        int from = to - distance;
        while (length > 0)
        {
            // All that has been written since 'from' is there to be copied, more with each round.
            int step = Math.Min(length, to - from);
            target.Slice(from, step).CopyTo(target[to..]);
            to += step;
            length -= step;
        }
    }

    private static int Length(ReadOnlySpan<byte> block, ref int at, int start)
    {
        if (start < 15)
        {
            return start;
        }

        // A block of 2 GiB of 255s would just pass an int.
        long length = start;
        int more;
        do
        {
            if (at == block.Length)
            {
                throw Lz4Codec.Damaged("an LZ4 block that is cut off");
            }

            more = block[at++];
            length += more;
        }
        while (more == 255);

        return length <= Array.MaxLength ? (int)length : throw Lz4Codec.Damaged("a length beyond all bounds in an LZ4 block");
    }
}
