using FsCheck;
using FsCheck.Fluent;
using SparkNer.Arrow.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Arrow.Tests;

/// <summary>Whatever is wrong with a stream, the error is the one that says so.</summary>
public class DamageTests
{
    private static readonly ArrowLimits _limits = new() { MaxBodyBytes = 16 * 1024 * 1024, MaxMetadataBytes = 1024 * 1024 };

    private static readonly Arbitrary<int> _seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    public static TheoryData<string> Files { get; } = ["texts.arrow", "texts.lz4.arrow", "texts.zstd.arrow"];

    [Fact]
    public void A_stream_cut_off_at_any_byte_says_what_was_being_read()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] whole = Stream(seed);
            for (int length = 0; length < whole.Length; length++)
            {
                var error = Assert.Throws<ArrowFormatException>(() => Touch.Stream(whole[..length], _limits));
                Assert.Matches(@"^(schema|record batch \d+): the stream is cut off: \d+ of the \d+ bytes of the (length|metadata|body)$", error.Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Recorded_streams_too(string file)
    {
        byte[] whole = File.ReadAllBytes(Golden.PathOf("arrow", file));
        for (int length = 0; length < whole.Length; length += length < 3000 ? 1 : 97)
        {
            Assert.Throws<ArrowFormatException>(() => Touch.Stream(whole[..length], _limits));
        }
    }

    [Fact]
    public void Flipped_bits_give_no_other_error()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(_seeds, seed => Survives(Flip(Stream(seed), new Random(seed)))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Flipped_bits_in_recorded_streams_give_no_other_error(string file)
    {
        byte[] whole = File.ReadAllBytes(Golden.PathOf("arrow", file));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(_seeds, seed => Survives(Flip(whole, new Random(seed)))));
    }

    [Fact]
    public void Flipped_bits_do_not_all_go_unnoticed()
    {
        // Else the tests above would prove nothing.
        Assert.InRange(Enumerable.Range(0, 1000).Count(seed => !Reads(Flip(Stream(seed), new Random(seed)))), 300, 1000);
    }

    [Fact]
    public void After_an_error_nothing_is_read_on()
    {
        byte[] whole = Stream(3);
        using var reader = new ArrowStreamReader(new MemoryStream(whole[..^9]));
        var first = Assert.Throws<ArrowFormatException>(() => Drain(reader));
        var second = Assert.Throws<ArrowFormatException>(() => Drain(reader));
        Assert.Contains("cut off", first.Message, StringComparison.Ordinal);
        Assert.Contains("found damaged before", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_stream_throws_passes_through()
    {
        byte[] whole = Stream(3);
        for (int length = 0; length < whole.Length; length += 7)
        {
            using var reader = new ArrowStreamReader(new FailingStream(whole[..length]));
            Assert.Throws<IOException>(() => Drain(reader));
        }
    }

    private static void Drain(ArrowStreamReader reader)
    {
        while (reader.ReadBatch() is { } batch)
        {
            batch.Dispose();
        }
    }

    private static byte[] Stream(int seed)
    {
        var samples = new ArrowSamples(seed);
        ArrowSchema schema = samples.Schema();
        return Streams.Write(schema, samples.Batch(schema), samples.Batch(schema));
    }

    private static byte[] Flip(byte[] whole, Random random)
    {
        byte[] flipped = [.. whole];
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            // The start holds the schema: damage there does most.
            int at = random.Next(random.Next(2) == 0 ? whole.Length : Math.Min(whole.Length, 400));
            flipped[at] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(flipped[at] ^ (1 << random.Next(8)));
        }

        return flipped;
    }

    private static bool Survives(byte[] stream)
    {
        _ = Reads(stream);
        return true;
    }

    private static bool Reads(byte[] stream)
    {
        try
        {
            Touch.Stream(stream, _limits);
            return true;
        }
        catch (ArrowFormatException)
        {
            return false;
        }
    }

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is not 0 and int read ? read : throw new IOException("gone");
    }
}
