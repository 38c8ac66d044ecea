using SparkNer.Chunks;
using SparkNer.Labels;
using SparkNer.Text;

namespace SparkNer.Pipeline;

/// <summary>The stage after the model: labelled tokens become chunks, sentence by sentence.</summary>
/// <remarks>Not thread-safe: one a thread.</remarks>
internal sealed class ChunkStage(NerConverter converter, LabelSet labels)
{
    private readonly List<Chunk> _chunks = [];
    private TaggedToken[] _tagged = [];

    public ChunkSlot[] Run(DocumentWork document)
    {
        var slots = new List<ChunkSlot>();
        int ner = 0;
        for (int s = 0; s < document.Sentences.Length; s++)
        {
            int first = document.FirstToken[s];
            int count = document.FirstToken[s + 1] - first;
            if (count == 0)
            {
                continue;
            }

            Sentence sentence = document.Sentences[s];
            int sentenceNumber = Tag(document, first, count, ref ner);
            _chunks.Clear();
            converter.Convert(_tagged.AsSpan(0, count), _chunks);
            foreach (Chunk chunk in _chunks)
            {
                slots.Add(new ChunkSlot(chunk.Begin, chunk.End, converter.TextOf(chunk, _tagged.AsSpan(0, count), sentence.Text, sentence.Begin), chunk.Entity, sentenceNumber, chunk.Confidence));
            }
        }

        return [.. slots];
    }

    // The first label of each token counts; a token without one closes a chunk.
    private int Tag(DocumentWork document, int first, int count, ref int ner)
    {
        if (_tagged.Length < count)
        {
            _tagged = new TaggedToken[count * 2];
        }

        for (int t = 0; t < count; t++)
        {
            TokenSlot token = document.Tokens[first + t];
            _tagged[t] = new TaggedToken(token.Begin, token.End, null, float.NaN, false);
        }

        int sentenceNumber = 0;
        for (; ner < document.Ner.Count && document.Ner[ner].Token < first + count; ner++)
        {
            NerSlot slot = document.Ner[ner];
            sentenceNumber = slot.SentenceNumber;
            ref TaggedToken tagged = ref _tagged[slot.Token - first];
            if (tagged.Tag is null)
            {
                float confidence = slot.Label < 0 ? 0 : document.Scores[(ner * labels.Count) + slot.Label];
                tagged = tagged with { Tag = slot.Label < 0 ? NerFormat.Outside : labels.Names[slot.Label], Confidence = confidence, HasConfidence = true };
            }
        }

        return sentenceNumber;
    }
}
