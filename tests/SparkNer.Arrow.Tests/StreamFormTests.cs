using SparkNer.Arrow.Ipc;
using SparkNer.Arrow.Tests.Support;

namespace SparkNer.Arrow.Tests;

/// <summary>Forms of the stream that others may write, and those that are refused.</summary>
public class StreamFormTests
{
    private static readonly ArrowSchema _text = new(new ArrowField("text", new ArrowType.Utf8()));

    public static TheoryData<int, string> RefusedTypes { get; } = new()
    {
        { (int)TypeId.None, "None" },
        { (int)TypeId.Union, "Union" },
        { (int)TypeId.RunEndEncoded, "RunEndEncoded" },
        { (int)TypeId.BinaryView, "BinaryView" },
        { (int)TypeId.Utf8View, "Utf8View" },
        { (int)TypeId.ListView, "ListView" },
        { (int)TypeId.LargeListView, "LargeListView" },
        { 99, "99" },
    };

    [Fact]
    public void The_old_form_without_continuation_marks_is_read()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var samples = new ArrowSamples(seed);
            ArrowSchema schema = samples.Schema();
            byte[] stream = Streams.Write(schema, samples.Batch(schema), samples.Batch(schema));
            Assert.Equal(Streams.Read(stream, out _), Streams.Read(RawStream.InOldForm(stream), out ArrowSchema back));
            Assert.Equal(schema, back);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Metadata_of_versions_4_and_5_is_read(int version)
    {
        byte[] stream = new RawStream().Schema(_text, version).Batch(1, [(1, 0)], [(0, 0), (0, 8), (8, 2)], [0, 0, 0, 0, 2, 0, 0, 0, (byte)'a', (byte)'b'], version).End().Bytes;
        Assert.Equal("1 rows\n[\"ab\"]\n", Assert.Single(Streams.Read(stream, out _)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void Other_versions_are_refused(int version) =>
        Refused($"schema: the metadata has version V{version + 1}; V4 and V5 are read", new RawStream().Schema(_text, version));

    [Fact]
    public void Big_endian_streams_are_refused() =>
        Refused("schema: the stream is big-endian; only little-endian streams are read", new RawStream().Schema(_ => [], endianness: 1));

    [Fact]
    public void Dictionaries_are_refused()
    {
        Refused("schema: column 'city' is dictionary-encoded, which is not read", new RawStream().Schema(f => [RawStream.Field(f, "city", (int)TypeId.Utf8, dictionary: true)]));
        Refused("record batch 0: another message stands in its place (DictionaryBatch)", new RawStream().Schema(_text).Other(MessageKind.DictionaryBatch));
    }

    [Theory]
    [MemberData(nameof(RefusedTypes))]
    public void Types_that_are_not_read_are_named_with_their_column(int type, string name) =>
        Refused(
            $"schema: column 'a.b' has type {name}, which is not read",
            new RawStream().Schema(f => [RawStream.Field(f, "a", (int)TypeId.Struct, [RawStream.Field(f, "b", type)])]));

    [Fact]
    public void Types_without_sense_are_refused()
    {
        Refused("schema: column 'n' has a type with 7 bits", Typed(TypeId.Int, f => f.AddInt32(0, 7)));
        Refused("schema: column 'n' has a type with 3 as precision", Typed(TypeId.FloatingPoint, f => f.AddInt16(0, 3)));
        Refused("schema: column 'n' has a type with -1 bytes", Typed(TypeId.FixedSizeBinary, f => f.AddInt32(0, -1)));
        Refused("schema: column 'n' is a time of 32 bits in Microseconds", Typed(TypeId.Time, f => f.AddInt16(0, 2)));
        Refused("schema: column 'n' is a List with 0 children", Typed(TypeId.List, _ => { }));
        Refused("schema: column 'n' is a Utf8 with 1 children", new RawStream().Schema(f => [RawStream.Field(f, "n", (int)TypeId.Utf8, [RawStream.Field(f, "c", (int)TypeId.Utf8)])]));
        Refused(
            "schema: column 'n' is a map whose entries are not a struct of key and value",
            new RawStream().Schema(f => [RawStream.Field(f, "n", (int)TypeId.Map, [RawStream.Field(f, "c", (int)TypeId.Utf8)])]));

        static RawStream Typed(TypeId type, Action<FlatBufferBuilder> content) => new RawStream().Schema(f => [RawStream.Field(f, "n", (int)type, content: content)]);
    }

    [Fact]
    public void A_stream_has_one_schema_and_it_comes_first()
    {
        Refused("schema: the stream ends before it", new RawStream().End());
        Refused("schema: the stream begins with another message (RecordBatch)", new RawStream().Batch(0, [], [], []));
        Refused("record batch 0: another message stands in its place (Schema)", new RawStream().Schema(_text).Schema(_text));
    }

    [Fact]
    public void Without_columns_the_rows_still_count()
    {
        var schema = new ArrowSchema();
        Assert.Equal(["7 rows\n", "0 rows\n"], Streams.Read(Streams.Write(schema, new RecordBatch(7, []), new RecordBatch(0, [])), out _));
    }

    [Fact]
    public void An_array_without_rows_needs_no_offsets()
    {
        Assert.Equal("0 rows\n[]\n", Assert.Single(Streams.Read(new RawStream().Schema(_text).Batch(0, [(0, 0)], [(0, 0), (0, 0), (0, 0)], []).End().Bytes, out _)));
    }

    [Theory]
    [InlineData(new[] { 0, 2, 1, 2 }, "run backwards or beyond the 2 bytes of values at row 1")]
    [InlineData(new[] { 0, 1, 2, 3 }, "run backwards or beyond the 2 bytes of values at row 2")]
    [InlineData(new[] { -1, 1, 2, 2 }, "run backwards or beyond the 2 bytes of values at row 0")]
    [InlineData(new[] { 0, 1, 2 }, "have 12 bytes and need 16")]
    public void Offsets_that_lead_astray_are_refused(int[] offsets, string what)
    {
        byte[] body = [.. offsets.SelectMany(BitConverter.GetBytes), (byte)'a', (byte)'b'];
        int length = offsets.Length * 4;
        Refused(
            $"record batch 0: column 'text': the offsets {what}",
            new RawStream().Schema(_text).Batch(3, [(3, 0)], [(0, 0), (0, length), (length, 2)], body));
    }

    [Fact]
    public void Every_row_of_long_offsets_is_checked()
    {
        const int Rows = 100;
        for (int bad = 0; bad < Rows; bad++)
        {
            int[] offsets = [.. Enumerable.Range(0, Rows + 1).Select(i => i <= bad ? i + 200 : i)];
            byte[] body = [.. offsets.SelectMany(BitConverter.GetBytes), .. new byte[400]];
            Refused(
                $"record batch 0: column 'text': the offsets run backwards or beyond the 400 bytes of values at row {bad}",
                new RawStream().Schema(_text).Batch(Rows, [(Rows, 0)], [(0, 0), (0, offsets.Length * 4), (offsets.Length * 4, 400)], body));
        }
    }

    [Fact]
    public void Buffers_and_nodes_must_fit()
    {
        Refused("record batch 0: buffer 2 has 9 bytes from byte 0 on, the body 8", Text(1, [(1, 0)], [(0, 0), (0, 8), (0, 9)]));
        Refused("record batch 0: buffer 2 has 1 bytes from byte -1 on, the body 8", Text(1, [(1, 0)], [(0, 0), (0, 8), (-1, 1)]));
        Refused("record batch 0: buffer 0 has -1 bytes from byte 0 on, the body 8", Text(1, [(1, 0)], [(0, -1), (0, 8), (0, 0)]));
        Refused("record batch 0: column 'text': the batch ends after 2 buffers, before its values", Text(1, [(1, 0)], [(0, 0), (0, 8)]));
        Refused("record batch 0: column 'text': the batch ends after 0 nodes", Text(1, [], []));
        Refused("record batch 0: it has 2 nodes and 3 buffers, the schema's fields 1 and 3", Text(1, [(1, 0), (1, 0)], [(0, 0), (0, 8), (0, 0)]));
        Refused("record batch 0: column 'text': it has 1 rows, the batch 2", Text(2, [(1, 0)], [(0, 0), (0, 8), (0, 0)]));
        Refused("record batch 0: column 'text': it has 1 rows and 2 nulls", Text(1, [(1, 2)], [(0, 0), (0, 8), (0, 0)]));
        Refused("record batch 0: column 'text': the validity bits have 0 bytes and need 1", Text(1, [(1, 1)], [(0, 0), (0, 8), (0, 0)]));
        Refused("record batch 0: it has -1 rows", Text(-1, [(1, 1)], [(0, 0), (0, 8), (0, 0)]));

        static RawStream Text(long length, (long, long)[] nodes, (long, long)[] buffers) => new RawStream().Schema(_text).Batch(length, nodes, buffers, new byte[8]);
    }

    [Fact]
    public void Children_must_be_long_enough()
    {
        var list = new ArrowSchema(new ArrowField("l", new ArrowType.List(new ArrowField("element", new ArrowType.Null()))));
        var pairs = new ArrowSchema(new ArrowField("p", new ArrowType.FixedSizeList(new ArrowField("item", new ArrowType.Null()), 2)));
        Refused("record batch 0: column 'l': it needs 5 elements of 'element', which has 4", new RawStream().Schema(list).Batch(1, [(1, 0), (4, 4)], [(0, 0), (0, 8)], [0, 0, 0, 0, 5, 0, 0, 0]));
        Refused("record batch 0: column 'p': it needs 6 elements of 'item', which has 5", new RawStream().Schema(pairs).Batch(3, [(3, 0), (5, 5)], [(0, 0)], []));
    }

    internal static void Refused(string message, RawStream stream, ArrowLimits? limits = null) =>
        Assert.Equal(message, Assert.Throws<ArrowFormatException>(() => Streams.Read(stream.Bytes, out _, limits)).Message);
}
