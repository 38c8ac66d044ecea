using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SparkNer.Arrow.Compression;
using SparkNer.Arrow.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Arrow.Tests;

public class CompressionTests
{
    private static readonly byte[] _lines = Encoding.ASCII.GetBytes(string.Concat(
        Enumerable.Range(0, 14_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(long)i * i % 1009} {i % 61}\n"))));

    private static bool HasZstd => NativeLibrary.TryLoad("libzstd.so.1", out _) || NativeLibrary.TryLoad("libzstd", out _);

    [Fact]
    public void Lz4_bodies_hold_what_plain_ones_hold()
    {
        List<string> plain = Streams.Read(File.ReadAllBytes(Golden.PathOf("arrow", "texts.arrow")), out ArrowSchema schema);

        Assert.Equal(plain, Streams.Read(File.ReadAllBytes(Golden.PathOf("arrow", "texts.lz4.arrow")), out ArrowSchema packed));
        Assert.Equal(schema, packed);
    }

    [Fact]
    public void Zstd_bodies_hold_what_plain_ones_hold_or_the_error_names_the_setting()
    {
        byte[] packed = File.ReadAllBytes(Golden.PathOf("arrow", "texts.zstd.arrow"));
        if (HasZstd)
        {
            Assert.Equal(Streams.Read(File.ReadAllBytes(Golden.PathOf("arrow", "texts.arrow")), out _), Streams.Read(packed, out _));
        }
        else
        {
            var error = Assert.Throws<ArrowFormatException>(() => Streams.Read(packed, out _));
            Assert.Contains("spark.sql.execution.arrow.compression.codec=none", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("linked.lz4")]
    [InlineData("sized.lz4")]
    public void Frames_of_the_lz4_program_are_unpacked(string file)
    {
        byte[] target = new byte[_lines.Length];
        new Lz4Codec().Unpack(File.ReadAllBytes(Golden.PathOf("arrow", file)), target);
        Assert.Equal(_lines, target);
    }

    [Fact]
    public void A_stored_block_is_taken_as_it_is()
    {
        byte[] frame = File.ReadAllBytes(Golden.PathOf("arrow", "stored.lz4"));
        byte[] target = new byte[3000];
        new Lz4Codec().Unpack(frame, target);
        Assert.Equal(frame[11..3011], target);
    }

    [Theory]
    [InlineData("linked.lz4", 1)]
    [InlineData("linked.lz4", -1)]
    [InlineData("sized.lz4", 1)]
    [InlineData("sized.lz4", -1)]
    public void Another_length_than_declared_is_an_error(string file, int more)
    {
        byte[] frame = File.ReadAllBytes(Golden.PathOf("arrow", file));
        Assert.Throws<ArrowFormatException>(() => new Lz4Codec().Unpack(frame, new byte[_lines.Length + more]));
    }

    [Theory]
    [InlineData("linked.lz4")]
    [InlineData("stored.lz4")]
    public void A_frame_with_checksums_shows_every_flipped_bit(string file)
    {
        byte[] frame = File.ReadAllBytes(Golden.PathOf("arrow", file));
        byte[] target = new byte[file == "stored.lz4" ? 3000 : _lines.Length];
        for (int at = 0; at < frame.Length; at += at < 40 ? 1 : 211)
        {
            byte[] flipped = [.. frame];
            flipped[at] ^= (byte)(1 << (at % 8));
            Assert.Throws<ArrowFormatException>(() => new Lz4Codec().Unpack(flipped, target));
        }
    }

    [Fact]
    public void A_copy_may_overlap_itself()
    {
        // Two literals, then 10 bytes from 2 back; one literal at the end.
        byte[] block = [0x26, (byte)'a', (byte)'b', 2, 0, 0x10, (byte)'c'];
        byte[] target = new byte[13];
        Assert.Equal(13, Lz4Block.Unpack(block, target, 0));
        Assert.Equal("abababababab" + "c", Encoding.ASCII.GetString(target));
    }

    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void XxHash_gives_the_known_values(string text, uint expected) => Assert.Equal(expected, XxHash32.Of(Encoding.ASCII.GetBytes(text)));
}
