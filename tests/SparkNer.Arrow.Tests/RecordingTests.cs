using System.Text.Json;
using SparkNer.Arrow.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Arrow.Tests;

/// <summary>The Arrow streams within recorded conversations of real Spark with a worker: those that the JVM wrote and those that it accepted.</summary>
public class RecordingTests
{
    public static TheoryData<string> Recordings { get; } =
        [.. Directory.EnumerateFiles(Golden.PathOf("spark-wire"), "*.bin", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Golden.PathOf("spark-wire"), p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_stream_is_read_to_its_end_and_written_again(string recording)
    {
        foreach ((byte[] bytes, int start) in Streams(recording))
        {
            using var stream = new MemoryStream(bytes) { Position = start };
            List<string> batches = Support.Streams.Read(stream, out ArrowSchema schema);
            Assert.True(bytes.AsSpan((int)stream.Position - 8, 8).SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]));

            stream.Position = start;
            Assert.Equal(batches, Support.Streams.Read(Rewritten(stream), out ArrowSchema back));
            Assert.Equal(schema, back);
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Recordings_with_rows_have_streams(string recording)
    {
        // Nothing runs over an empty partition, and a worker that fails answers without a stream.
        bool mayBeBare = recording.Contains("worker-to-jvm", StringComparison.Ordinal)
            && (recording.Contains("empty", StringComparison.Ordinal) || recording.Contains("error", StringComparison.Ordinal));
        Assert.True(mayBeBare || Streams(recording).Any());
    }

    [Fact]
    public void The_texts_are_those_that_the_query_returned_beside_the_annotations()
    {
        foreach (string version in Directory.EnumerateDirectories(Golden.PathOf("spark-wire")))
        {
            JsonElement rows = Golden.Json("spark-wire", Path.GetFileName(version), "expected.json").GetProperty("scalar");
            (byte[] bytes, int start) = Assert.Single(Streams(Path.Combine(Path.GetFileName(version), "scalar.jvm-to-worker.bin")));
            using var stream = new MemoryStream(bytes) { Position = start };
            using var reader = new ArrowStreamReader(stream);
            var texts = new List<string?>();
            var sizes = new List<int>();
            while (reader.ReadBatch() is { } batch)
            {
                using (batch)
                {
                    sizes.Add(batch.Length);
                    texts.AddRange(Enumerable.Range(0, batch.Length).Select(batch.Columns[0].Text));
                }
            }

            Assert.Equal([3, 3, 1], sizes);
            // Spark leaves what is null out of its JSON.
            Assert.Equal(rows.EnumerateArray().Select(r => r.TryGetProperty("text", out JsonElement text) ? text.GetString() : null), texts);
        }
    }

    private static byte[] Rewritten(Stream stream)
    {
        using var reader = new ArrowStreamReader(stream);
        using var target = new MemoryStream();
        var writer = new ArrowStreamWriter(target, reader.Schema);
        while (reader.ReadBatch() is { } batch)
        {
            using (batch)
            {
                writer.WriteBatch(batch);
            }
        }

        writer.WriteEnd();
        return target.ToArray();
    }

    // A schema message begins with the continuation mark and a length that is a multiple of 8; what else has that form is no schema and is passed over.
    private static IEnumerable<(byte[] Bytes, int Start)> Streams(string recording)
    {
        byte[] bytes = File.ReadAllBytes(Golden.PathOf("spark-wire", recording));
        for (int at = 0; at + 16 < bytes.Length; at++)
        {
            if (BitConverter.ToInt32(bytes, at) != -1 || BitConverter.ToInt32(bytes, at + 4) is not (> 0 and < 1 << 20))
            {
                continue;
            }

            using var stream = new MemoryStream(bytes) { Position = at };
            using var reader = new ArrowStreamReader(stream);
            try
            {
                _ = reader.Schema;
            }
            catch (ArrowFormatException)
            {
                continue;
            }

            yield return (bytes, at);
        }
    }
}
