using SparkNer.Pipeline;
using SparkNer.Text;
using SparkNer.WordPieces;

namespace SparkNer.Cli.Running;

/// <summary>The sequences of word pieces that an annotator gives to its model.</summary>
internal static class BenchSequences
{
    /// <summary>Cuts documents as the annotator does: one sequence a document, or several where it is longer than the window.</summary>
    /// <returns>The sequences, [CLS] and [SEP] included, and the number of words.</returns>
    public static (List<int[]> Sequences, long Words) Encode(IEnumerable<string> documents, WordPieceTokenizer wordPieces, int maxLength)
    {
        var tokenizer = new Tokenizer();
        var spans = new List<TextSpan>();
        var pieces = new PieceBuffer();
        var sequences = new List<int[]>();
        long words = 0;
        foreach (string document in documents)
        {
            spans.Clear();
            pieces.Clear();
            tokenizer.Tokenize(document, spans);
            words += spans.Count;
            for (int i = 0; i < spans.Count; i++)
            {
                wordPieces.EncodeWord(document.AsSpan(spans[i].Begin, spans[i].Length), i, 0, pieces);
            }

            foreach (PieceWindow window in WordPieceTokenizer.Windows(pieces.Count, maxLength, Windows.DefaultStride(maxLength - 2)))
            {
                sequences.Add([wordPieces.ClsId, .. pieces.Ids.Slice(window.Start, window.Count), wordPieces.SepId]);
            }
        }

        return (sequences, words);
    }
}
