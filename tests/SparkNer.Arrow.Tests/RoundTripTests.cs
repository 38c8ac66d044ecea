using FsCheck;
using FsCheck.Fluent;
using SparkNer.Arrow.Tests.Support;

namespace SparkNer.Arrow.Tests;

public class RoundTripTests
{
    private static readonly Arbitrary<int> _seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Generated_batches_come_back_as_they_were()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(_seeds, seed =>
        {
            var samples = new ArrowSamples(seed);
            ArrowSchema schema = samples.Schema();
            RecordBatch[] batches = [.. Enumerable.Range(0, seed % 4).Select(_ => samples.Batch(schema))];

            List<string> read = Streams.Read(Streams.Write(schema, batches), out ArrowSchema back);

            Assert.Equal(schema, back);
            Assert.Equal(batches.Select(ArrowVerifier.Render), read);
        }));
    }

    [Fact]
    public void Every_type_comes_back()
    {
        foreach (ArrowType type in ArrowSamples.AllTypes)
        {
            for (int seed = 0; seed < 10; seed++)
            {
                var schema = new ArrowSchema(new ArrowField("column", type));
                RecordBatch batch = new ArrowSamples(seed).Batch(schema);

                List<string> read = Streams.Read(Streams.Write(schema, batch), out ArrowSchema back);

                Assert.Equal(schema, back);
                Assert.Equal(ArrowVerifier.Render(batch), Assert.Single(read));
            }
        }
    }

    [Fact]
    public void Windows_are_written_without_what_lies_around_them()
    {
        byte[] text = new byte[100_000];
        var values = new ArrowArray(new ArrowType.Utf8(), 2, default, [new byte[] { 0, 0, 0, 0, 0x50, 0xC3, 0, 0, 0xA0, 0x86, 1, 0 }, text]);
        var schema = new ArrowSchema(new ArrowField("text", values.Type));

        byte[] stream = Streams.Write(schema, new RecordBatch(1, [values.Slice(1, 1)]));

        Assert.InRange(stream.Length, 50_000, 51_000);
        Assert.Equal($"1 rows\n[\"{string.Concat(Enumerable.Repeat("\\u0000", 50_000))}\"]\n", Assert.Single(Streams.Read(stream, out _)));
    }
}
