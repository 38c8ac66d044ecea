using SparkNer.Labels;
using SparkNer.Pipeline;

namespace SparkNer.Tests.Pipeline;

public sealed class ParallelBatchesTests
{
    private const int BatchSize = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly NerFormat Format = new(new LabelSet(["O"]), LabelScores.All, OffsetUnit.Utf16, false);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1024)]
    [InlineData(3, 1025)]
    [InlineData(4, 9000)]
    public void Results_come_in_order(int threads, int count)
    {
        var random = new Random(1);
        int[] delays = [.. Enumerable.Range(0, 20).Select(_ => random.Next(8))];
        IEnumerable<AnnotatedText> results = ParallelBatches.Run(
            Inputs(count),
            threads,
            batch =>
            {
                Thread.Sleep(delays[int.Parse(batch[0].Text!) / BatchSize]);
                return Answer(batch);
            },
            default);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}"), results.Select(r => r.Text));
    }

    [Fact]
    public void Long_texts_make_small_batches()
    {
        var sizes = new List<int>();
        AnnotatorInput longText = new string('x', 200_000);
        var longWords = new AnnotatorInput { Words = [new string('x', 100_000), null, new string('x', 170_000)] };
        int results = ParallelBatches.Run(
            [longText, longText, longText, "a", longWords, "b", "c"],
            1,
            batch =>
            {
                lock (sizes)
                {
                    sizes.Add(batch.Count);
                }

                return Answer(batch);
            },
            default).Count();
        Assert.Equal(7, results);
        Assert.Equal([2, 3, 2], sizes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_more_batches_are_read_than_may_be_in_flight(int threads)
    {
        int read = 0;
        int given = 0;
        int running = 0;
        int most = 0;
        IEnumerable<AnnotatorInput> inputs = Inputs(30 * BatchSize).Select(input =>
        {
            read++;
            Assert.InRange(read - given, 0, (threads + 2) * BatchSize);
            return input;
        });
        foreach (AnnotatedText _ in ParallelBatches.Run(
            inputs,
            threads,
            batch =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                Thread.Sleep(1);
                Interlocked.Decrement(ref running);
                return Answer(batch);
            },
            default))
        {
            given++;
        }

        Assert.Equal(30 * BatchSize, given);
        Assert.InRange(most, 1, threads);
    }

    [Fact]
    public void Several_threads_work_at_once()
    {
        // Each batch waits for the other: were they done one after the other, the barrier would time out.
        using var barrier = new Barrier(2);
        int results = ParallelBatches.Run(
            Inputs(2 * BatchSize),
            2,
            batch =>
            {
                Assert.True(barrier.SignalAndWait(Patience));
                return Answer(batch);
            },
            default).Count();
        Assert.Equal(2 * BatchSize, results);
    }

    [Fact]
    public void Who_stops_early_waits_for_what_runs()
    {
        int started = 0;
        int ended = 0;
        AnnotatedText first = ParallelBatches.Run(
            Inputs(100 * BatchSize),
            2,
            batch =>
            {
                Interlocked.Increment(ref started);
                Thread.Sleep(batch[0].Text == "0" ? 0 : 20);
                Interlocked.Increment(ref ended);
                return Answer(batch);
            },
            default).First();
        Assert.Equal("0", first.Text);
        Assert.Equal(started, ended);
        Assert.InRange(ended, 1, 4);
        Thread.Sleep(30);
        Assert.Equal(started, ended);
    }

    [Fact]
    public void A_failing_batch_surfaces_where_it_stands_and_leaves_nothing_behind()
    {
        int started = 0;
        int ended = 0;
        var seen = new List<string>();
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (AnnotatedText result in ParallelBatches.Run(
                Inputs(10 * BatchSize),
                2,
                batch =>
                {
                    Interlocked.Increment(ref started);
                    try
                    {
                        Thread.Sleep(5);
                        return batch[0].Text == $"{BatchSize}" ? throw new InvalidOperationException("second batch") : Answer(batch);
                    }
                    finally
                    {
                        Interlocked.Increment(ref ended);
                    }
                },
                default))
            {
                seen.Add(result.Text);
            }
        });
        Assert.Equal("second batch", failure.Message);
        Assert.Equal(BatchSize, seen.Count);
        Assert.Equal(started, ended);
    }

    [Fact]
    public void A_failing_source_surfaces_after_what_runs_has_ended()
    {
        int ended = 0;
        static IEnumerable<AnnotatorInput> Broken()
        {
            foreach (AnnotatorInput input in Inputs(BatchSize))
            {
                yield return input;
            }

            throw new IOException("no more");
        }

        Assert.Throws<IOException>(() => ParallelBatches.Run(
            Broken(),
            2,
            batch =>
            {
                Thread.Sleep(20);
                Interlocked.Increment(ref ended);
                return Answer(batch);
            },
            default).Count());
        Assert.Equal(1, ended);
    }

    [Fact]
    public void Cancelling_stops_reading_and_throws()
    {
        using var stop = new CancellationTokenSource();
        int read = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (AnnotatedText _ in ParallelBatches.Run(Inputs(100 * BatchSize).Select(i => (read++, i).i), 2, Answer, stop.Token))
            {
                stop.Cancel();
            }
        });
        Assert.InRange(read, 1, 6 * BatchSize);
    }

    private static IEnumerable<AnnotatorInput> Inputs(int count) => Enumerable.Range(0, count).Select(i => new AnnotatorInput($"{i}"));

    private static AnnotatedText[] Answer(IReadOnlyList<AnnotatorInput> batch) =>
        [.. batch.Select(i => new AnnotatedText(i.Text ?? "", AnnotationMetadata.Empty, false, [], [], [], [], [], Format, [], null))];

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
