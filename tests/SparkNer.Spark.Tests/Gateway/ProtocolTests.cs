using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Protocol;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Lines and values, without a connection.</summary>
public sealed class ProtocolTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements("\\", "\n", "\r", "n", "r", "a", "\u00E9", "\u4E2D", "\U0001F600", "\\n", "\0", "\u2028", " ")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Any_text_is_one_line_and_comes_back() => Prop.ForAll(Texts, text =>
    {
        byte[] line = Encode(text);
        Assert.Equal((byte)'\n', line[^1]);
        Assert.DoesNotContain((byte)'\n', line[..^1]);
        Assert.DoesNotContain((byte)'\r', line);
        Assert.Equal(text, Escaping.Decode(line.AsSpan(1, line.Length - 2)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_a_pair_travels_as_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", Escaping.Decode(Encode("a\uD83Db").AsSpan(1..^1)));

    [Theory]
    [InlineData(@"a\", @"a\")]
    [InlineData(@"\x\\", @"x\")]
    public void A_backslash_before_anything_else_is_dropped(string escaped, string text) => Assert.Equal(text, Escaping.Decode(Encoding.UTF8.GetBytes(escaped)));

    // Around the end of the buffer: of one byte, two, three and four.
    [Theory]
    [InlineData("a")]
    [InlineData("\u00E9")]
    [InlineData("\u4E2D")]
    [InlineData("\U0001F600")]
    [InlineData("\n")]
    public void A_character_across_the_buffers_end_stays_whole(string character)
    {
        for (int before = 32 * 1024 - 8; before <= 32 * 1024; before++)
        {
            string text = new string('x', before) + character + character + "tail";
            Assert.Equal(text, Escaping.Decode(Encode(text).AsSpan(1..^1)));
        }
    }

    [Fact]
    public void A_giant_text_is_written_through_the_small_buffer()
    {
        string text = string.Concat(Enumerable.Repeat("Zo\u00EB\n\\\U0001F600", 700_000));
        var sink = new MemoryStream();
        new CommandWriter(sink).Write(new Command(CommandKind.Call, "o1", "m", [text]));
        byte[] sent = sink.ToArray();
        int start = "c\no1\nm\ns".Length;
        Assert.Equal(text, Escaping.Decode(sent.AsSpan(start, sent.Length - start - "\ne\n".Length)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12 * 1024)]
    [InlineData(12 * 1024 + 1)]
    [InlineData(200_000)]
    public void Bytes_are_one_run_of_base64(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        Assert.Equal("j" + Convert.ToBase64String(bytes), Line(bytes));
        Assert.Equal("j" + Convert.ToBase64String(bytes), Line(new ReadOnlyMemory<byte>(bytes)));
        Assert.Equal(bytes, JavaValues.Decode((byte)'j', Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))));
    }

    [Fact]
    public void Values_have_the_protocols_letters()
    {
        Assert.Equal("n", Line(null));
        Assert.Equal("btrue", Line(true));
        Assert.Equal("i-2147483648", Line(int.MinValue));
        Assert.Equal("i7", Line((short)7));
        Assert.Equal("i255", Line((byte)255));
        Assert.Equal("L5", Line(5L));
        Assert.Equal("d1.5", Line(1.5f));
        Assert.Equal("dNaN", Line(double.NaN));
        Assert.Equal("d-Infinity", Line(double.NegativeInfinity));
        Assert.Equal("D1.250", Line(1.250m));
        Assert.Equal("s\\\\", Line('\\'));
    }

    [Fact]
    public void Doubles_come_back_to_the_bit() => Prop.ForAll<double>(number =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits((double)JavaValues.Decode((byte)'d', Encoding.ASCII.GetBytes(Line(number)[1..]))!)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1.0E10", 1e10)]
    [InlineData("4.9E-324", double.Epsilon)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-0.0", -0.0)]
    public void Javas_way_to_write_a_double_is_read(string text, double number) => Assert.Equal(number, JavaValues.Decode((byte)'d', Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("1.25", "1.25")]
    [InlineData("-0.00", "0.00")]
    [InlineData("1E+3", "1000")]
    public void A_decimal_is_read_exactly(string text, string number) =>
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), JavaValues.Decode((byte)'D', Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_decimal_that_does_not_fit_is_refused_not_rounded() =>
        Assert.Throws<GatewayException>(() => JavaValues.Decode((byte)'D', "12345678901234567890123456789.5"u8));

    [Fact]
    public void Lines_are_read_from_a_stream_that_gives_a_byte_at_a_time()
    {
        using var reader = new LineReader(new Trickle("!yv\n\n!ys" + new string('x', 50_000) + "\nrest"));
        Assert.Equal("!yv", Encoding.ASCII.GetString(reader.ReadLine()));
        Assert.Equal(0, reader.ReadLine().Length);
        Assert.Equal(50_003, reader.ReadLine().Length);
        Assert.Throws<EndOfStreamException>(() => { reader.ReadLine(); });
    }

    [Fact]
    public void Lines_that_arrive_together_are_told_apart()
    {
        using var reader = new LineReader(new MemoryStream("a\nbb\nccc\n"u8.ToArray()));
        Assert.Equal("a", Encoding.ASCII.GetString(reader.ReadLine()));
        Assert.Equal("bb", Encoding.ASCII.GetString(reader.ReadLine()));
        Assert.Equal("ccc", Encoding.ASCII.GetString(reader.ReadLine()));
    }

    [Fact]
    public void A_line_beyond_the_limit_is_an_error_before_it_is_whole()
    {
        using var reader = new LineReader(new Endless(), limit: 1_000_000);
        Assert.Contains("1000000", Assert.Throws<GatewayException>(() => { reader.ReadLine(); }).Message, StringComparison.Ordinal);
    }

    private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(Line(text) + "\n");

    // The one argument of a command.
    private static string Line(object? value)
    {
        var sink = new MemoryStream();
        new CommandWriter(sink).Write(new Command(CommandKind.Call, "o1", "m", [value]));
        return Encoding.UTF8.GetString(sink.ToArray())["c\no1\nm\n".Length..^"\ne\n".Length];
    }

    private sealed class Trickle(string text) : MemoryStream(Encoding.ASCII.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }
    }
}
