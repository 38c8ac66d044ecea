using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>The broadcasts of a process that must not touch a disk: one copy of each, however many connections bring it.</summary>
/// <remarks>
/// Thread-safe. Spark's server sends such a broadcast to every connection anew, without its length: ours therefore begin with the mark <c>SNB1</c> and the number of
/// bytes that follow (8 bytes, big-endian). While one connection reads a broadcast the others that bring the same one wait, so that they can compare with its
/// bytes instead of keeping their own.
/// </remarks>
internal sealed class MemoryBroadcasts
{
    private const int HeaderLength = 12;
    private const int ChunkLength = 1024 * 1024;

    private readonly Dictionary<long, Content> _contents = [];

    private static ReadOnlySpan<byte> Magic => "SNB1"u8;

    /// <summary>Reads the next broadcast from the server's stream.</summary>
    /// <param name="stream">The stream, which stands before the broadcast's number.</param>
    /// <param name="id">The number that is expected.</param>
    /// <exception cref="IOException">The stream breaks off, or brings something else.</exception>
    /// <exception cref="FunctionException">The broadcast is not one of sparkner's.</exception>
    public MemoryBroadcast Read(Stream stream, long id)
    {
        var wire = new WireReader(stream);
        try
        {
            long came = wire.Long("broadcast's number");
            if (came != id)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the broadcast server sent number {came} instead of {id}"));
            }

            byte[] header = new byte[HeaderLength];
            wire.Fill(header, "broadcast's length");
            ulong length = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(Magic.Length));
            if (!header.AsSpan().StartsWith(Magic) || length > WireLimits.BroadcastBytes)
            {
                throw new FunctionException(
                    "with spark.io.encryption.enabled only broadcasts that sparkner made can be read: another one was given to the function");
            }

            Content content = Acquire(id);
            try
            {
                lock (content.Gate)
                {
                    Content own = content.Fill(wire, header, (long)length);
                    if (own != content)
                    {
                        content.Release();
                        content = own;
                    }
                }

                return new MemoryBroadcast(id, content);
            }
            catch
            {
                content.Release();
                throw;
            }
        }
        catch (WireException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private Content Acquire(long id)
    {
        lock (_contents)
        {
            if (!_contents.TryGetValue(id, out Content? content))
            {
                content = new Content(c => Forget(id, c));
                _contents.Add(id, content);
            }

            content.Users++;
            return content;
        }
    }

    private void Forget(long id, Content content)
    {
        lock (_contents)
        {
            if (--content.Users == 0 && _contents.TryGetValue(id, out Content? known) && known == content)
            {
                _contents.Remove(id);
            }
        }
    }

    /// <summary>A broadcast's bytes, in chunks: it may be larger than an array.</summary>
    internal sealed class Content(Action<Content> release)
    {
        private List<byte[]>? _chunks;

        /// <summary>Held while the bytes are read.</summary>
        public Lock Gate { get; } = new();

        /// <summary>How many connections use it; guarded by the table.</summary>
        public int Users { get; set; }

        /// <summary>The number of bytes.</summary>
        public long Length { get; private set; }

        /// <summary>Gives one use back.</summary>
        public void Release() => release(this);

        public int ReadAt(Span<byte> buffer, long position)
        {
            ReadOnlySpan<byte> chunk = _chunks![(int)(position / ChunkLength)].AsSpan((int)(position % ChunkLength));
            int count = Math.Min(buffer.Length, chunk.Length);
            chunk[..count].CopyTo(buffer);
            return count;
        }

        /// <summary>Reads the bytes, or, if they are there already, compares.</summary>
        /// <returns>This content, or one of its own if other bytes came under the same number.</returns>
        public Content Fill(WireReader wire, byte[] header, long length)
        {
            long total = HeaderLength + length;
            if (_chunks is null)
            {
                _chunks = ReadChunks(wire, header, total);
                Length = total;
                return this;
            }

            if (Length == total && _chunks[0].AsSpan().StartsWith(header))
            {
                return Compare(wire, header);
            }

            return Own(ReadChunks(wire, header, total), total);
        }

        private static Content Own(List<byte[]> chunks, long total) => new(_ => { }) { _chunks = chunks, Length = total };

        private Content Compare(WireReader wire, byte[] header)
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
            try
            {
                for (int i = 0; i < _chunks!.Count; i++)
                {
                    int skip = i == 0 ? HeaderLength : 0;
                    Span<byte> read = buffer.AsSpan(skip, _chunks[i].Length - skip);
                    wire.Fill(read, "broadcast");
                    if (!read.SequenceEqual(_chunks[i].AsSpan(skip)))
                    {
                        header.AsSpan(0, skip).CopyTo(buffer);
                        List<byte[]> chunks = [.. _chunks.Take(i), buffer.AsSpan(0, _chunks[i].Length).ToArray()];
                        Append(wire, chunks, Length - chunks.Sum(c => (long)c.Length));
                        return Own(chunks, Length);
                    }
                }

                return this;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        private static List<byte[]> ReadChunks(WireReader wire, byte[] header, long total)
        {
            byte[] first = new byte[Math.Min(ChunkLength, total)];
            header.CopyTo(first, 0);
            wire.Fill(first.AsSpan(HeaderLength), "broadcast");
            List<byte[]> chunks = [first];
            Append(wire, chunks, total - first.Length);
            return chunks;
        }

        private static void Append(WireReader wire, List<byte[]> chunks, long left)
        {
            while (left > 0)
            {
                byte[] chunk = new byte[Math.Min(ChunkLength, left)];
                wire.Fill(chunk, "broadcast");
                chunks.Add(chunk);
                left -= chunk.Length;
            }
        }
    }
}
