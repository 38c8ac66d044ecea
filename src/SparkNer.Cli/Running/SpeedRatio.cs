using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Onnx;
using SparkNer.WordPieces;

namespace SparkNer.Cli.Running;

/// <summary>How fast two models are on the same word pieces, measured turn by turn: what else the machine does then slows both.</summary>
/// <param name="Threads">The threads that worked at once.</param>
/// <param name="Pieces">The word pieces of a round.</param>
/// <param name="First">Word pieces a second of the first model: the median of the rounds.</param>
/// <param name="Second">The same of the second.</param>
/// <param name="Ratio">How many times as fast the second is: the median of the rounds' own ratios.</param>
internal sealed record SpeedRatio(int Threads, long Pieces, double First, double Second, double Ratio)
{
    private const int Rounds = 5;
    private const int Documents = 40;
    private const int Seed = 1;

    /// <summary>Measures.</summary>
    /// <param name="first">A model.</param>
    /// <param name="second">Another with the same tokenizer.</param>
    /// <param name="say">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it by an exception.</param>
    public static SpeedRatio Measure(ModelFolder first, ModelFolder second, Action<string> say, CancellationToken cancellationToken)
    {
        int threads = Environment.ProcessorCount;
        WordPieceTokenizer tokenizer = ModelTokenizer.Load(first);
        (List<int[]> sequences, _) = BenchSequences.Encode(new BenchDocuments(Seed).Take(Documents), tokenizer, first.MaxPositions ?? AnnotateDefaults.BatchTokens);
        long pieces = sequences.Sum(s => (long)s.Length);
        using var one = new RawOnnxRuntime(first, sequences, AnnotateDefaults.BatchTokens);
        using var other = new RawOnnxRuntime(second, sequences, AnnotateDefaults.BatchTokens);
        List<double> firstTimes = [];
        List<double> secondTimes = [];
        for (int round = 0; round <= Rounds; round++)
        {
            say(round == 0 ? "warming up" : $"round {round} of {Rounds}");
            double firstTime = one.Run(threads, cancellationToken).TotalSeconds;
            double secondTime = other.Run(threads, cancellationToken).TotalSeconds;
            if (round > 0)
            {
                firstTimes.Add(firstTime);
                secondTimes.Add(secondTime);
            }
        }

        return new SpeedRatio(
            threads,
            pieces,
            pieces / BenchFigures.Median(firstTimes),
            pieces / BenchFigures.Median(secondTimes),
            BenchFigures.Median([.. firstTimes.Zip(secondTimes, (f, s) => f / s)]));
    }
}
