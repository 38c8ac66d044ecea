using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>
/// The right encoding: every token whole, as the model's tokenizer cuts it, its first piece (or all of them) labels it; a long sentence in overlapping windows. One <c>ner</c> entry a token.
/// </summary>
/// <remarks>Not thread-safe: one a thread.</remarks>
internal sealed class WindowedTokenEncoder(
    WordPieceTokenizer wordPieces, int maxLength, int stride, bool truncate, bool allPieces, int outsideLabel, int labels) : ITokenEncoder
{
    private readonly PieceBuffer _pieces = new();
    private (int First, int Last)[] _words = [];
    private int[] _chosen = [];

    public void Encode(DocumentWork document, int sentence, int sentenceNumber, LabelQueue queue)
    {
        int firstToken = document.FirstToken[sentence];
        int count = document.FirstToken[sentence + 1] - firstToken;
        if (_words.Length < count)
        {
            _words = new (int, int)[count * 2];
            _chosen = new int[count * 2];
        }

        string text = document.Sentences[sentence].Text;
        int begin = document.Sentences[sentence].Begin;
        int firstNer = document.Ner.Count;
        _pieces.Clear();
        for (int i = 0; i < count; i++)
        {
            TokenSlot token = document.Tokens[firstToken + i];
            int before = _pieces.Count;
            wordPieces.EncodeWord(text.AsSpan(token.Begin - begin, token.End - token.Begin + 1), i, 0, _pieces);
            _words[i] = _pieces.Count > before ? (before, _pieces.Count - 1) : (-1, -1);
            document.Ner.Add(new NerSlot(firstToken + i, outsideLabel, sentenceNumber));
        }

        IReadOnlyList<PieceWindow> windows = WordPieceTokenizer.Windows(_pieces.Count, maxLength, stride);
        if (truncate && windows.Count > 1)
        {
            windows = [windows[0]];
        }

        Span<int> chosen = _chosen.AsSpan(0, count);
        Windows.Choose(windows, truncate ? windows[0].Count : _pieces.Count, _words.AsSpan(0, count), chosen);
        MarkOutside(document, firstNer, chosen);
        if (_pieces.Count == 0)
        {
            return;
        }

        int next = 0;
        for (int w = 0; w < windows.Count; w++)
        {
            int sequence = queue.AddSequence(wordPieces.ClsId, _pieces.Ids.Slice(windows[w].Start, windows[w].Count), wordPieces.SepId);

            // Windows are chosen in ascending order, but for words without pieces.
            for (; next < count && chosen[next] <= w; next++)
            {
                if (chosen[next] == w)
                {
                    (int first, int last) = _words[next];
                    int end = Math.Min(last + 1, windows[w].Start + windows[w].Count);
                    queue.AddTarget(document, firstNer + next, sequence, first - windows[w].Start + 1, allPieces ? end - first : 1);
                }
            }
        }
    }

    // What the model does not see is O, for certain.
    private void MarkOutside(DocumentWork document, int firstNer, ReadOnlySpan<int> chosen)
    {
        if (outsideLabel < 0 || !chosen.Contains(-1))
        {
            return;
        }

        document.ReserveScores(labels);
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] < 0)
            {
                document.Scores[((firstNer + i) * labels) + outsideLabel] = 1;
            }
        }
    }
}
