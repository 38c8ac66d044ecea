using System.Buffers.Binary;

namespace SparkNer.Arrow.Compression;

/// <summary>The LZ4 frame format, one frame a buffer. Checksums are verified.</summary>
internal sealed class Lz4Codec : IBufferCodec
{
    private const uint Magic = 0x184D2204;
    private const uint StoredFlag = 0x80000000;

    /// <inheritdoc/>
    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var input = new Input(packed);
        if (input.UInt32() != Magic)
        {
            throw Damaged("no LZ4 frame");
        }

        int descriptor = input.Position;
        int flags = input.Take(1)[0];
        input.Take(1);
        bool blockSums = (flags & 0x10) != 0;
        bool hasSize = (flags & 0x08) != 0;
        bool contentSum = (flags & 0x04) != 0;
        if (flags >> 6 != 1 || (flags & 0x03) != 0)
        {
            throw Damaged($"an LZ4 frame of another version or with a dictionary (flags {flags:x2})");
        }

        if (hasSize && input.UInt64() != (ulong)target.Length)
        {
            throw Damaged("an LZ4 frame of another length than the batch says");
        }

        uint headerSum = XxHash32.Of(packed[descriptor..input.Position]);
        if (input.Take(1)[0] != (byte)(headerSum >> 8))
        {
            throw Damaged("an LZ4 frame whose header has a wrong checksum");
        }

        int written = Blocks(ref input, target, blockSums);
        if (written != target.Length)
        {
            throw Damaged($"{written} bytes unpacked, {target.Length} declared");
        }

        if (contentSum && input.UInt32() != XxHash32.Of(target))
        {
            throw Damaged("an LZ4 frame with a wrong checksum");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal static ArrowFormatException Damaged(string what) => new($"the compressed body is damaged: {what}");

    private static int Blocks(ref Input input, Span<byte> target, bool sums)
    {
        int written = 0;
        while (input.UInt32() is var size && size != 0)
        {
            bool stored = (size & StoredFlag) != 0;
            ReadOnlySpan<byte> block = input.Take(size & ~StoredFlag);
            if (sums && input.UInt32() != XxHash32.Of(block))
            {
                throw Damaged("an LZ4 block with a wrong checksum");
            }

            if (!stored)
            {
                // Blocks may reach back into those before them: they lie in the same target.
                written = Lz4Block.Unpack(block, target, written);
            }
            else if (block.TryCopyTo(target[written..]))
            {
                written += block.Length;
            }
            else
            {
                throw Damaged("more bytes than declared");
            }
        }

        return written;
    }

    private ref struct Input(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

        public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

        public ReadOnlySpan<byte> Take(uint count)
        {
            if (count > (uint)(_bytes.Length - Position))
            {
                throw Damaged("it is cut off");
            }

            ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)count);
            Position += (int)count;
            return taken;
        }
    }
}
