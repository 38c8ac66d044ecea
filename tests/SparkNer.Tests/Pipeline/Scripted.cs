using System.Text;
using SparkNer.WordPieces;

namespace SparkNer.Tests.Pipeline;

/// <summary>A classifier whose scores follow from the pieces alone, and a small vocabulary to go with it.</summary>
internal sealed class Scripted : ITokenClassifier
{
    private const float Sure = 8;

    private int _calls;

    public static IReadOnlyList<string> Conll { get; } = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

    public IReadOnlyList<string> Labels { get; init; } = Conll;

    public int MaxSequenceLength { get; init; } = 16;

    /// <summary>The class id of each piece id; other pieces get class 0.</summary>
    public IReadOnlyDictionary<int, int> ClassOf { get; init; } = new Dictionary<int, int>();

    /// <summary>Sequences that hold this piece make it fail.</summary>
    public int Poison { get; init; } = -1;

    /// <summary>What it throws then.</summary>
    public Func<Exception> Failure { get; init; } = () => new InvalidOperationException("The model cannot do this one.");

    public int Calls => _calls;

    public bool Disposed { get; private set; }

    public static WordPieceTokenizer Vocabulary(params string[] words) => Load(true, words);

    public static WordPieceTokenizer CasedVocabulary(params string[] words) => Load(false, words);

    public static int IdOf(WordPieceTokenizer vocabulary, string piece)
    {
        Assert.True(vocabulary.TryGetId(piece, out int id), $"The vocabulary has no {piece}.");
        return id;
    }

    public void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        cancellationToken.ThrowIfCancellationRequested();
        for (int s = 0; s < sequences.Count; s++)
        {
            ReadOnlySpan<int> ids = sequences[s].Span;
            Assert.InRange(ids.Length, 1, MaxSequenceLength);
            if (ids.Contains(Poison))
            {
                throw Failure();
            }

            Span<float> scores = logits[s].Span;
            scores.Clear();
            for (int i = 0; i < ids.Length; i++)
            {
                scores[(i * Labels.Count) + ClassOf.GetValueOrDefault(ids[i])] = Sure;
            }
        }
    }

    public void Dispose() => Disposed = true;

    private static WordPieceTokenizer Load(bool lowerCase, string[] words) => WordPieceTokenizer.Load(new TokenizerFiles
    {
        VocabTxt = Encoding.UTF8.GetBytes(string.Join('\n', ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. words])),
        TokenizerConfigJson = Encoding.UTF8.GetBytes($"{{\"do_lower_case\": {(lowerCase ? "true" : "false")}}}"),
    });
}
