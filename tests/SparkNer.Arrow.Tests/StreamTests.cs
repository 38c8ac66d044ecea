using SparkNer.Arrow.Tests.Support;

namespace SparkNer.Arrow.Tests;

/// <summary>How reader and writer treat the streams and the memory that they work on.</summary>
public class StreamTests
{
    private static readonly ArrowSchema _text = new(new ArrowField("text", new ArrowType.Utf8()));

    [Fact]
    public void Not_a_byte_beyond_the_end_is_read()
    {
        byte[] stream = [.. Streams.Write(_text, Batch(3)), 1, 2, 3];
        using var memory = new MemoryStream(stream);
        using var reader = new ArrowStreamReader(memory);
        reader.ReadBatch()!.Dispose();
        Assert.Null(reader.ReadBatch());
        Assert.Null(reader.ReadBatch());
        Assert.Equal(stream.Length - 3, memory.Position);
        Assert.True(memory.CanRead);
    }

    [Fact]
    public void The_schema_can_be_read_alone()
    {
        byte[] schema = Streams.Write(_text)[..^8];
        using var memory = new MemoryStream(Streams.Write(_text, Batch(3)));
        using var reader = new ArrowStreamReader(memory);
        Assert.Equal(_text, reader.Schema);
        Assert.Equal(schema.Length, memory.Position);
    }

    [Fact]
    public void Streams_that_give_little_at_a_time_are_read_alike()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var samples = new ArrowSamples(seed);
            ArrowSchema schema = samples.Schema();
            byte[] stream = Streams.Write(schema, samples.Batch(schema), samples.Batch(schema));
            Assert.Equal(Streams.Read(stream, out _), Streams.Read(new TricklingStream(stream), out _));
        }
    }

    [Fact]
    public void Messages_and_buffers_begin_at_multiples_of_8()
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, _text);
        foreach (int rows in (int[])[0, 1, 2, 3, 17])
        {
            writer.WriteBatch(Batch(rows));
            Assert.Equal(0, stream.Length % 8);
        }
    }

    [Fact]
    public void Schema_and_end_are_written_once()
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, _text);
        writer.WriteSchema();
        long schema = stream.Length;
        writer.WriteSchema();
        Assert.Equal(schema, stream.Length);
        writer.WriteEnd();
        writer.WriteEnd();
        Assert.Equal(schema + 8, stream.Length);
        Assert.Equal(stream.ToArray(), Streams.Write(_text));
        Assert.Throws<InvalidOperationException>(() => writer.WriteBatch(Batch(1)));
    }

    [Fact]
    public void Columns_that_are_not_the_schema_s_are_refused_before_a_byte_is_written()
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, _text);
        using RecordBatch batch = Batch(2);
        Assert.Throws<ArgumentException>(() => writer.WriteBatch([], 0));
        Assert.Throws<ArgumentException>(() => writer.WriteBatch(batch.Columns, 1));
        Assert.Throws<ArgumentException>(() => writer.WriteBatch([new ArrowArray(new ArrowType.Null(), 2, default, [])], 2));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Large_buffers_reach_the_stream_in_one_piece()
    {
        using RecordBatch batch = Batch(20_000);
        using var stream = new CountingStream();
        var writer = new ArrowStreamWriter(stream, _text);
        writer.WriteBatch(batch);
        writer.WriteEnd();
        // The schema, what stands before the offsets, the offsets, the text, padding, the end.
        Assert.InRange(stream.Writes, 3, 7);
    }

    [Fact]
    public void Text_is_read_and_written_without_memory_for_each_value()
    {
        const int Rows = 50_000;
        byte[] stream = Streams.Write(_text, Batch(Rows), Batch(Rows));
        using var reader = new ArrowStreamReader(new MemoryStream(stream));
        var writer = new ArrowStreamWriter(Stream.Null, _text);
        reader.ReadBatch()!.Dispose();

        long before = GC.GetAllocatedBytesForCurrentThread();
        using RecordBatch batch = reader.ReadBatch()!;
        long bytes = 0;
        for (int row = 0; row < batch.Length; row++)
        {
            bytes += batch.Columns[0].Bytes(row).Length;
        }

        writer.WriteBatch(batch);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(batch.Columns[0].Buffers[1].Length, bytes);
        Assert.InRange(allocated, 0, 20_000);
    }

    [Fact]
    public void Disposing_a_batch_twice_gives_its_memory_back_once()
    {
        byte[] stream = Streams.Write(_text, Batch(5000), Batch(5000), Batch(5000));
        using var reader = new ArrowStreamReader(new MemoryStream(stream));
        RecordBatch first = reader.ReadBatch()!;
        first.Dispose();
        first.Dispose();
        using RecordBatch second = reader.ReadBatch()!;
        using RecordBatch third = reader.ReadBatch()!;
        Assert.False(second.Columns[0].Buffers[1].Span.Overlaps(third.Columns[0].Buffers[1].Span));
    }

    private static RecordBatch Batch(int rows)
    {
        using var builder = new Utf8Builder();
        for (int row = 0; row < rows; row++)
        {
            builder.Append("some text, neither short nor long");
        }

        return new RecordBatch(rows, [builder.Finish()]);
    }

    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + (int)(Position % 3))]);
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            base.Write(buffer);
        }
    }
}
