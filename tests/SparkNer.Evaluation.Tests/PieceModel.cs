using System.Text;
using SparkNer.WordPieces;

namespace SparkNer.Evaluation.Tests;

/// <summary>A model whose scores follow from the pieces alone, and that keeps what it was shown.</summary>
internal sealed class PieceModel : ITokenClassifier
{
    private static readonly string[] _pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "alice", "smith", "oslo", "went", "to", "##ter", "."];

    private readonly List<string> _seen = [];

    public static WordPieceTokenizer Tokenizer { get; } = WordPieceTokenizer.Load(new TokenizerFiles
    {
        VocabTxt = Encoding.UTF8.GetBytes(string.Join('\n', _pieces)),
        TokenizerConfigJson = "{\"do_lower_case\": true}"u8.ToArray(),
    });

    public required IReadOnlyList<string> Labels { get; init; }

    public int MaxSequenceLength { get; init; } = 16;

    /// <summary>The label of each piece; others get the first label.</summary>
    public IReadOnlyDictionary<string, string> LabelOf { get; init; } = new Dictionary<string, string>();

    /// <summary>Shown this piece, it fails.</summary>
    public string? Poison { get; init; }

    /// <summary>The sequences that it was shown, without [CLS] and [SEP], sorted.</summary>
    public IReadOnlyList<string> Seen => [.. _seen.Order(StringComparer.Ordinal)];

    public void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default)
    {
        for (int s = 0; s < sequences.Count; s++)
        {
            string[] pieces = [.. sequences[s].ToArray().Select(id => _pieces[id])];
            if (Poison is not null && pieces.Contains(Poison))
            {
                throw new InvalidOperationException("The model cannot do this one.");
            }

            lock (_seen)
            {
                _seen.Add(string.Join(' ', pieces[1..^1]));
            }

            logits[s].Span.Clear();
            for (int i = 0; i < pieces.Length; i++)
            {
                int label = LabelOf.TryGetValue(pieces[i], out string? name) ? Labels.ToList().IndexOf(name) : 0;
                logits[s].Span[(i * Labels.Count) + label] = 8;
            }
        }
    }

    public void Dispose()
    {
    }
}
