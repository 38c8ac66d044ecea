using SparkNer.Arrow.Ipc;
using SparkNer.Arrow.Tests.Support;
using static SparkNer.Arrow.Tests.StreamFormTests;

namespace SparkNer.Arrow.Tests;

/// <summary>What a stream may ask for.</summary>
public class LimitTests
{
    private const string FewerRows = "Send fewer rows at once: Spark's setting is spark.sql.execution.arrow.maxRecordsPerBatch";

    private static readonly ArrowSchema _text = new(new ArrowField("text", new ArrowType.Utf8()));

    [Fact]
    public void Metadata_beyond_the_limit_is_refused()
    {
        Refused("schema: the metadata is to have 2000000000 bytes; at most 16777216 are read. Is this an Arrow stream?", new RawStream().Add(-1, 2_000_000_000));
        Refused("schema: the metadata is to have -2 bytes; at most 16777216 are read. Is this an Arrow stream?", new RawStream().Add(-2));
        Refused("schema: the metadata is to have 1024 bytes; at most 1000 are read. Is this an Arrow stream?", new RawStream().Add(-1, 1024), new ArrowLimits { MaxMetadataBytes = 1000 });
    }

    [Fact]
    public void A_body_beyond_the_limit_is_refused() => Refused(
        "record batch 0: the body is to have 1001 bytes; at most 1000 are read. " + FewerRows,
        new RawStream().Schema(_text).Batch(0, [], [], new byte[1001]),
        new ArrowLimits { MaxBodyBytes = 1000 });

    [Fact]
    public void A_body_beyond_the_limit_once_unpacked_is_refused()
    {
        var limits = new ArrowLimits { MaxBodyBytes = 1000 };
        Refused("record batch 0: buffer 1 is compressed without a sound length; at most 1000 bytes are unpacked", Packed(0, 1001), limits);
        Refused("record batch 0: buffer 1 is compressed without a sound length; at most 1000 bytes are unpacked", Packed(0, -2), limits);
        Refused("record batch 0: the body unpacked has more than 1000 bytes. " + FewerRows, Packed(600, 600), limits);

        static RawStream Packed(long first, long second) => new RawStream().Schema(_text).Batch(
            1, [(1, 0)], [(0, 8), (8, 8), (0, 0)], [.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)], codec: 0);
    }

    [Fact]
    public void Types_may_be_nested_as_deep_as_the_limit_says()
    {
        var limits = new ArrowLimits { MaxDepth = 5 };
        Assert.Empty(Streams.Read(Streams.Write(new ArrowSchema(new ArrowField("c", Nested(5)))), out _, limits));
        Refused("schema: types are nested more than 5 deep", new RawStream().Schema(new ArrowSchema(new ArrowField("c", Nested(6)))), limits);
        Assert.Empty(Streams.Read(Streams.Write(new ArrowSchema(new ArrowField("c", Nested(64)))), out _));
        Refused("schema: types are nested more than 64 deep", new RawStream().Schema(new ArrowSchema(new ArrowField("c", Nested(1000)))));

        static ArrowType Nested(int depth) => depth == 1 ? new ArrowType.Bool() : new ArrowType.List(new ArrowField("element", Nested(depth - 1)));
    }

    [Fact]
    public void Fields_are_counted_even_if_many_share_the_same_bytes()
    {
        // Thirty levels of two children each, and both are the same table: small to send, a thousand million fields to read.
        RawStream bomb = new RawStream().Schema(flat =>
        {
            int field = RawStream.Field(flat, "x", (int)TypeId.Null);
            for (int level = 0; level < 30; level++)
            {
                field = RawStream.Field(flat, "x", (int)TypeId.Struct, [field, field]);
            }

            return [field];
        });
        Assert.InRange(bomb.Bytes.Length, 0, 5000);
        Refused("schema: there are more than 1000 fields", bomb, new ArrowLimits { MaxFields = 1000 });
    }

    [Fact]
    public void Names_may_not_be_longer_than_the_metadata_that_holds_them()
    {
        RawStream bomb = new RawStream().Schema(flat =>
        {
            int name = flat.Text(new string('x', 100_000));
            int none = flat.Tables([]);
            return [.. Enumerable.Range(0, 1000).Select(_ => RawStream.Field(flat, name, (int)TypeId.Null, none))];
        });
        Refused("schema: the names are longer than the metadata", bomb);
    }
}
