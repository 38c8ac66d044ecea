using System.Buffers.Binary;
using SparkNer.Arrow.Ipc;

namespace SparkNer.Arrow.Compression;

/// <summary>Unpacks a compressed body: each buffer is packed by itself behind its unpacked length.</summary>
internal static class BodyUnpacker
{
    private const int LengthBytes = 8;
    private const long Stored = -1;

    /// <summary>Puts unpacked buffers in the place of packed ones.</summary>
    /// <returns>The memory that they lie in.</returns>
    public static PooledBytes Unpack(int codec, ReadOnlyMemory<byte>[] buffers, ArrowLimits limits)
    {
        using IBufferCodec unpacker = codec switch
        {
            0 => new Lz4Codec(),
            1 => new ZstdCodec(),
            _ => throw new ArrowFormatException($"the body is compressed by the unknown codec {codec}"),
        };
        PooledBytes memory = PooledBody.Rent(TotalLength(buffers, Math.Min(limits.MaxBodyBytes, Array.MaxLength)));
        try
        {
            int at = 0;
            for (int i = 0; i < buffers.Length; i++)
            {
                if (buffers[i].IsEmpty)
                {
                    continue;
                }

                long length = BinaryPrimitives.ReadInt64LittleEndian(buffers[i].Span);
                ReadOnlyMemory<byte> packed = buffers[i][LengthBytes..];
                if (length is Stored or 0)
                {
                    // Nothing is packed as nothing, without even an empty frame.
                    buffers[i] = length == 0 ? default : packed;
                    continue;
                }

                try
                {
                    unpacker.Unpack(packed.Span, memory.Written.Slice(at, (int)length));
                }
                catch (ArrowFormatException e)
                {
                    throw new ArrowFormatException($"buffer {i}: {e.Message}", e.InnerException);
                }

                buffers[i] = memory.Memory.Slice(at, (int)length);
                at += Padded((int)length);
            }

            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static long TotalLength(ReadOnlyMemory<byte>[] buffers, long limit)
    {
        long total = 0;
        for (int i = 0; i < buffers.Length; i++)
        {
            if (buffers[i].IsEmpty)
            {
                continue;
            }

            long length = buffers[i].Length < LengthBytes ? long.MinValue : BinaryPrimitives.ReadInt64LittleEndian(buffers[i].Span);
            if (length < Stored || length > limit)
            {
                throw new ArrowFormatException($"buffer {i} is compressed without a sound length; at most {limit} bytes are unpacked");
            }

            total += length == Stored ? 0 : Padded(length);
            if (total > limit)
            {
                throw new ArrowFormatException($"the body unpacked has more than {limit} bytes. {MessageReader.FewerRows}");
            }
        }

        return total;
    }

    private static int Padded(int length) => (length + 7) & ~7;

    private static long Padded(long length) => (length + 7) & ~7L;
}
