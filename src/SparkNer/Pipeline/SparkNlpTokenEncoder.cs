using System.Runtime.InteropServices;
using SparkNer.SparkNlp;
using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>
/// Spark NLP's encoding with its truncation: the head of each token, cut at maxSentenceLength; an entry for each piece that begins where a token begins.
/// </summary>
/// <remarks>Not thread-safe: one a thread.</remarks>
internal sealed class SparkNlpTokenEncoder(WordPieceTokenizer wordPieces, bool caseSensitive, int maxSentenceLength) : ITokenEncoder
{
    private readonly HeadPieceEncoder _heads = new(wordPieces, caseSensitive);
    private readonly List<int> _ids = [];
    private readonly List<int> _begins = [];

    public void Encode(DocumentWork document, int sentence, int sentenceNumber, LabelQueue queue)
    {
        int firstToken = document.FirstToken[sentence];
        int endToken = document.FirstToken[sentence + 1];
        string text = document.Sentences[sentence].Text;
        int begin = document.Sentences[sentence].Begin;
        _ids.Clear();
        _begins.Clear();
        for (int t = firstToken; t < endToken && _ids.Count < maxSentenceLength; t++)
        {
            TokenSlot token = document.Tokens[t];
            _heads.Encode(text.AsSpan(token.Begin - begin, token.End - token.Begin + 1), token.Begin, _ids, _begins);
        }

        // First the cut to M pieces, then M - 2 of them are fed: the piece after those is labelled from [SEP], the last one not at all.
        int cut = Math.Min(_ids.Count, maxSentenceLength);
        if (cut == 0)
        {
            return;
        }

        int fed = Math.Min(cut, Math.Max(maxSentenceLength - 2, 0));
        int sequence = queue.AddSequence(wordPieces.ClsId, CollectionsMarshal.AsSpan(_ids)[..fed], wordPieces.SepId);
        for (int i = 0; i < Math.Min(cut, fed + 1); i++)
        {
            int token = FindToken(document, firstToken, endToken, _begins[i]);
            if (token >= 0)
            {
                document.Ner.Add(new NerSlot(token, -1, sentenceNumber));
                queue.AddTarget(document, document.Ner.Count - 1, sequence, i + 1);
            }
        }
    }

    // The first token with this begin: tokens are in order, and of two with one begin the earlier counts.
    private static int FindToken(DocumentWork document, int low, int high, int begin)
    {
        int end = high;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (document.Tokens[middle].Begin < begin)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < end && document.Tokens[low].Begin == begin ? low : -1;
    }
}
