using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Arrow.Tests.Support;

namespace SparkNer.Arrow.Tests;

/// <summary>Builders against plain lists of values.</summary>
public class BuilderTests
{
    private static readonly Gen<string?> _texts = Gen.Elements<string?>("", "a", "Zoë", "\U0001F600", "\ud83d", null, "京都");

    [Fact]
    public void Texts_come_out_as_they_went_in()
    {
        Prop.ForAll(_texts.ListOf().ToArbitrary(), texts =>
        {
            using var builder = new Utf8Builder();
            foreach (string? text in texts)
            {
                Append(builder, text);
            }

            int bytes = builder.ByteCount;
            using ArrowArray array = builder.Finish();
            // A lone surrogate is no text.
            Assert.Equal(texts.Select(t => t?.Replace("\ud83d", "\ufffd", StringComparison.Ordinal).Replace("\ufffd\ude00", "\U0001F600", StringComparison.Ordinal)), Texts(array));
            Assert.Equal(texts.Count(t => t is null), array.NullCount);
            Assert.Equal(array.Buffers[1].Length, bytes);
            Assert.Equal(0, builder.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Windows_of_texts_are_those_of_the_list()
    {
        var cases = from texts in _texts.ListOf() from start in Gen.Choose(0, texts.Count) from length in Gen.Choose(0, texts.Count - start) select (texts, start, length);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var builder = new Utf8Builder();
            foreach (string? text in c.texts)
            {
                builder.AppendOrNull(text);
            }

            using ArrowArray array = builder.Finish();
            ArrowArray window = array.Slice(c.start, c.length);
            Assert.Equal(Texts(array).Skip(c.start).Take(c.length), Texts(window));
            Assert.Equal(Texts(window).Count(t => t is null), window.NullCount);
            Assert.Equal(Texts(window).Skip(c.length / 2), Texts(window.Slice(c.length / 2, c.length - (c.length / 2))));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Long_texts_are_kept_whole()
    {
        string text = string.Concat(Enumerable.Repeat("Zürich 😀 ", 20_000));
        using var builder = new Utf8Builder();
        builder.Append(text);
        builder.AppendUtf8(Encoding.UTF8.GetBytes(text));
        using ArrowArray array = builder.Finish();
        Assert.Equal([text, text], Texts(array));
    }

    [Fact]
    public void Numbers_and_truth_values_come_out_as_they_went_in()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(int?, bool?)[]>(), rows =>
        {
            using var numbers = new FixedWidthBuilder<int>(new ArrowType.Int(32));
            using var flags = new BoolBuilder();
            foreach ((int? number, bool? flag) in rows)
            {
                numbers.AppendOrNull(number);
                flags.AppendOrNull(flag);
            }

            using ArrowArray numberArray = numbers.Finish();
            using ArrowArray flagArray = flags.Finish();
            Assert.Equal(rows.Select(r => r.Item1), Enumerable.Range(0, rows.Length).Select(i => numberArray.IsNull(i) ? (int?)null : numberArray.Value<int>(i)));
            Assert.Equal(rows.Select(r => r.Item2), Enumerable.Range(0, rows.Length).Select(i => flagArray.IsNull(i) ? (bool?)null : flagArray.Bit(i)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lists_of_structs_are_built_row_by_row_and_builders_can_be_used_again()
    {
        var item = new ArrowType.Struct(new ArrowField("begin", new ArrowType.Int(32), false), new ArrowField("text", new ArrowType.Utf8()));
        using var begin = new FixedWidthBuilder<int>(item.Fields[0].Type);
        using var text = new Utf8Builder();
        var items = new StructBuilder(item, begin, text);
        using var lists = new ListBuilder(new ArrowType.List(new ArrowField("element", item)), items);
        for (int round = 0; round < 3; round++)
        {
            begin.Append(1);
            text.Append("a");
            items.EndRow();
            items.AppendNull();
            lists.EndRow();
            lists.AppendNull();
            lists.EndRow();
            begin.Append(2);
            text.AppendNull();
            items.EndRow();
            lists.EndRow();

            using ArrowArray array = lists.Finish();

            Assert.Equal("[[{01000000,\"a\"},null],null,[],[{02000000,null}]]", ArrowVerifier.Render(array));
            ArrowArray elements = array.Children[0];
            Assert.Equal(0, elements.Children[0].NullCount);
            Assert.Equal(2, elements.Children[1].NullCount);
            Assert.Equal(ArrowVerifier.Render(array), ArrowVerifier.Render(RoundTrip(array)));
        }
    }

    [Fact]
    public void Maps_are_built_from_entries()
    {
        ArrowType.Map type = ArrowType.Map.Of(new ArrowType.Utf8(), new ArrowType.Utf8());
        using var key = new Utf8Builder();
        using var value = new Utf8Builder();
        var entries = new StructBuilder((ArrowType.Struct)type.Entries.Type, key, value);
        using var maps = new ListBuilder(type, entries);
        key.Append("k");
        value.Append("v");
        entries.EndRow();
        maps.EndRow();
        maps.EndRow();
        using ArrowArray array = maps.Finish();
        Assert.Equal("[[{\"k\",\"v\"}],[]]", ArrowVerifier.Render(array));
    }

    [Fact]
    public void Empty_builders_make_empty_arrays()
    {
        using var texts = new Utf8Builder();
        using var lists = new ListBuilder(new ArrowType.List(new ArrowField("element", new ArrowType.Bool())), new BoolBuilder());
        using ArrowArray text = texts.Finish();
        using ArrowArray list = lists.Finish();
        Assert.Equal("[]", ArrowVerifier.Render(RoundTrip(text)));
        Assert.Equal("[]", ArrowVerifier.Render(RoundTrip(list)));
    }

    [Fact]
    public void Values_that_belong_to_no_row_are_an_error()
    {
        var type = new ArrowType.Struct(new ArrowField("a", new ArrowType.Bool()), new ArrowField("b", new ArrowType.Bool()));
        using var a = new BoolBuilder();
        using var b = new BoolBuilder();
        using var rows = new StructBuilder(type, a, b);
        a.Append(true);
        Assert.Contains("'b' has 0 values where 1 are due", Assert.Throws<InvalidOperationException>(rows.EndRow).Message, StringComparison.Ordinal);
        Assert.Contains("'a' has 1 values where 0 are due", Assert.Throws<InvalidOperationException>(rows.AppendNull).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(rows.Finish);
        b.Append(true);
        rows.EndRow();
        rows.AppendNull();
        using (ArrowArray array = rows.Finish())
        {
            Assert.Equal("[{true,true},null]", ArrowVerifier.Render(array));
        }

        var element = new BoolBuilder();
        using var lists = new ListBuilder(new ArrowType.List(new ArrowField("element", new ArrowType.Bool())), element);
        element.Append(false);
        Assert.Throws<InvalidOperationException>(lists.AppendNull);
        Assert.Throws<InvalidOperationException>(lists.Finish);
    }

    [Fact]
    public void Builders_of_other_types_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new FixedWidthBuilder<int>(new ArrowType.Int(64)));
        Assert.Throws<ArgumentException>(() => new FixedWidthBuilder<int>(new ArrowType.Utf8()));
        Assert.Throws<ArgumentException>(() => new ListBuilder(new ArrowType.Utf8(), new BoolBuilder()));
        Assert.Throws<ArgumentException>(() => new ListBuilder(new ArrowType.List(new ArrowField("element", new ArrowType.Utf8())), new BoolBuilder()));
        Assert.Throws<ArgumentException>(() => new StructBuilder(new ArrowType.Struct(), new BoolBuilder()));
        Assert.Throws<ArgumentException>(() => new StructBuilder(new ArrowType.Struct(new ArrowField("a", new ArrowType.Utf8())), new BoolBuilder()));
    }

    private static void Append(Utf8Builder builder, string? text)
    {
        // By both ways in turn.
        if (text is not null && builder.Length % 2 == 0)
        {
            builder.AppendUtf8(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            builder.AppendOrNull(text);
        }
    }

    private static List<string?> Texts(ArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(array.Text)];

    private static ArrowArray RoundTrip(ArrowArray array)
    {
        byte[] stream = Streams.Write(new ArrowSchema(new ArrowField("c", array.Type)), new RecordBatch(array.Length, [array.Slice(0, array.Length)]));
        using var reader = new ArrowStreamReader(new MemoryStream(stream));
        return reader.ReadBatch()!.Columns[0];
    }
}
