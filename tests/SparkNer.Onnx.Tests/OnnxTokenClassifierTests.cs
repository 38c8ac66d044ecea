using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests;

/// <summary>With a model whose every score is known.</summary>
public sealed class OnnxTokenClassifierTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_sequence_gets_its_own_scores_whatever_the_order_and_the_batches()
    {
        using OnnxTokenClassifier one = Load(options: new OnnxOptions { BatchTokens = 1 });
        using OnnxTokenClassifier few = Load(options: new OnnxOptions { BatchTokens = 16 });
        using OnnxTokenClassifier many = Load(options: new OnnxOptions { BatchTokens = 100_000, IntraOpThreads = 2 });
        var sequences = Gen.Choose(0, 9).NonEmptyListOf().Select(ids => ids.Take(64).ToArray()).ArrayOf().ToArbitrary();
        Prop.ForAll(sequences, s => new[] { one, few, many }.All(c => IsRight(c, s))).Check(Config.QuickThrowOnFailure);
    }

    [Theory]
    [InlineData(TinyOnnx.Int32, "input_ids,attention_mask")]
    [InlineData(TinyOnnx.Int32, "token_type_ids,attention_mask,input_ids")]
    [InlineData(TinyOnnx.Int64, "attention_mask,token_type_ids,input_ids")]
    public void Inputs_may_come_in_any_order_and_as_32_bit_numbers(int type, string inputs)
    {
        using OnnxTokenClassifier classifier = Load(new TinyOnnx { InputType = type, Inputs = inputs.Split(','), Output = "scores" });
        Assert.True(IsRight(classifier, [[1, 2, 3], [4], [5, 6]]));
    }

    [Fact]
    public void It_says_what_it_takes()
    {
        using OnnxTokenClassifier classifier = Load();
        Assert.Equal(["O", "B-X", "I-X"], classifier.Labels);
        Assert.Equal(64, classifier.MaxSequenceLength);
        Assert.Equal(10, classifier.VocabularySize);
        using OnnxTokenClassifier sparkNlp = OnnxTokenClassifier.Load(ModelFolder.Open(_temporary.TinySparkNlp(new TinyOnnx { HidesTable = true })));
        Assert.Equal(512, sparkNlp.MaxSequenceLength);
        Assert.Null(sparkNlp.VocabularySize);
    }

    [Fact]
    public void Nothing_to_do_is_no_error_and_room_to_spare_is_left_alone()
    {
        using OnnxTokenClassifier classifier = Load();
        classifier.Classify([], []);
        float[] scores = [-1, -1, -1, -1, -1];
        classifier.Classify([new[] { 2 }], [scores]);
        Assert.Equal([200, 201, 202, -1, -1], scores);
    }

    [Fact]
    public void Wrong_calls_are_refused_before_anything_runs()
    {
        using OnnxTokenClassifier classifier = Load();
        float[] room = new float[200];
        Refuses("2 sequences", [new[] { 1 }, new[] { 1 }], [room]);
        Refuses("Sequence 1 has 0 word pieces; the model takes 1 to 64", [new[] { 1 }, Array.Empty<int>()], [room, room]);
        Refuses("has 65 word pieces", [new int[65]], [room]);
        Refuses("id 10 at position 1; the model's ids go from 0 to 9", [new[] { 9, 10 }], [room]);
        Refuses("id -1 at position 0", [new[] { -1 }], [room]);
        Refuses("room for 5 scores of sequence 0", [new[] { 1, 2 }], [new float[5]]);
        Assert.All(room, s => Assert.Equal(0, s));
        Assert.Throws<ArgumentNullException>(() => classifier.Classify(null!, []));
        Assert.Throws<ArgumentNullException>(() => classifier.Classify([], null!));
        Assert.Throws<ArgumentNullException>(() => OnnxTokenClassifier.Load(null!));
        Assert.True(IsRight(classifier, [[1]]));

        void Refuses(string reason, ReadOnlyMemory<int>[] sequences, Memory<float>[] logits) =>
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => classifier.Classify(sequences, logits)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_in_ONNX_Runtime_is_readable_and_leaves_the_classifier_usable()
    {
        using OnnxTokenClassifier classifier = Load(new TinyOnnx { HidesTable = true });
        var error = Assert.Throws<ModelRunException>(() => classifier.Classify([new[] { 1, 99 }], [new float[6]]));
        Assert.Contains("1 sequences of up to 2 word pieces", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
        Assert.True(IsRight(classifier, [[1, 2], [3]]));
    }

    [Fact]
    public void Cancellation_is_seen_between_batches()
    {
        using OnnxTokenClassifier classifier = Load(options: new OnnxOptions { BatchTokens = 2 });
        using var source = new CancellationTokenSource();
        float[] first = new float[6];
        var logits = new CancelAtFirst([first, new float[3]], source);
        Assert.Throws<OperationCanceledException>(() => classifier.Classify([new[] { 4, 5 }, new[] { 6 }], logits, source.Token));
        Assert.Equal(TinyOnnx.Score(5, 2), first[5]);
        Assert.Equal(0, logits[1].Span[0]);
        Assert.Throws<OperationCanceledException>(() => classifier.Classify([new[] { 1 }], [first], source.Token));
    }

    [Fact]
    public void Cancellation_ends_a_batch_that_runs_and_no_other()
    {
        using OnnxTokenClassifier classifier = Load();
        float[] room = new float[6];
        var counted = new ActAtRead(new[] { 4, 5 }, int.MaxValue, () => { });
        classifier.Classify(counted, [new float[6]]);
        using var source = new CancellationTokenSource();

        // Read last when the scores are handed out, and before that when the batch is filled: after the last look at the token, before the run.
        var cancels = new ActAtRead(new[] { 4, 5 }, counted.Reads - 1, source.Cancel);
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(cancels, [room], source.Token));
        Assert.All(room, s => Assert.Equal(0, s));
        Assert.True(IsRight(classifier, [[4, 5]]));
    }

    [Fact]
    public void Many_threads_share_one_classifier()
    {
        using OnnxTokenClassifier classifier = Load(options: new OnnxOptions { BatchTokens = 8 });
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, seed =>
        {
            var random = new Random(seed);
            int[][] sequences = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(10)).ToArray())];
            Assert.True(IsRight(classifier, sequences));
        });
    }

    [Fact]
    public void After_disposal_calls_are_refused_and_running_ones_finish()
    {
        for (int round = 0; round < 20; round++)
        {
            OnnxTokenClassifier classifier = Load(options: new OnnxOptions { BatchTokens = 4 });
            using var started = new CountdownEvent(3);
            Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                started.Signal();
                try
                {
                    while (IsRight(classifier, [[1, 2, 3], [4, 5], [6], [7, 8, 9, 1, 2]]))
                    {
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }))];
            Array.ForEach(threads, t => t.Start());
            started.Wait();
            classifier.Dispose();
            classifier.Dispose();
            Assert.All(threads, t => Assert.True(t.Join(TimeSpan.FromSeconds(30))));
            Assert.Throws<ObjectDisposedException>(() => classifier.Classify([new[] { 1 }], [new float[3]]));
        }
    }

    private static bool IsRight(OnnxTokenClassifier classifier, int[][] sequences)
    {
        float[][] scores = [.. sequences.Select(s => new float[s.Length * 3])];
        classifier.Classify([.. sequences.Select(s => new ReadOnlyMemory<int>(s))], [.. scores.Select(s => new Memory<float>(s))]);
        return sequences.Zip(scores).All(p =>
            p.Second.SequenceEqual(p.First.SelectMany(id => Enumerable.Range(0, 3).Select(label => TinyOnnx.Score(id, label)))));
    }

    private OnnxTokenClassifier Load(TinyOnnx? model = null, OnnxOptions? options = null) =>
        OnnxTokenClassifier.Load(ModelFolder.Open(_temporary.TinyHuggingFace(model)), options);

    /// <summary>A list of one sequence that does something when it is read for the given time.</summary>
    private sealed class ActAtRead(ReadOnlyMemory<int> sequence, int at, Action act) : IReadOnlyList<ReadOnlyMemory<int>>
    {
        public int Reads { get; private set; }

        public int Count => 1;

        public ReadOnlyMemory<int> this[int index]
        {
            get
            {
                if (++Reads == at)
                {
                    act();
                }

                return sequence;
            }
        }

        public IEnumerator<ReadOnlyMemory<int>> GetEnumerator()
        {
            yield return sequence;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A list whose first element, once scores are fetched into it the second time (after the check), asks to stop.</summary>
    private sealed class CancelAtFirst(Memory<float>[] inner, CancellationTokenSource source) : IReadOnlyList<Memory<float>>
    {
        private int _reads;

        public int Count => inner.Length;

        public Memory<float> this[int index]
        {
            get
            {
                if (index == 0 && ++_reads == 2)
                {
                    source.Cancel();
                }

                return inner[index];
            }
        }

        public IEnumerator<Memory<float>> GetEnumerator() => ((IEnumerable<Memory<float>>)inner).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => inner.GetEnumerator();
    }
}
