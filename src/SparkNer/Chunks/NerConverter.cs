using System.Collections.Frozen;
using System.Text;
using SparkNer.Labels;

namespace SparkNer.Chunks;

/// <summary>Joins labelled tokens to chunks: the entities of a sentence.</summary>
/// <remarks>
/// A chunk begins at <c>B-</c>, <c>S-</c> or <c>U-</c>, where the type changes, and after <c>O</c>, <c>E-</c>, <c>L-</c>, <c>S-</c> or <c>U-</c>; it ends before
/// <c>O</c>, before the next chunk, and with the sentence. This is conlleval's reading of IOB1, IOB2, IOBES, BILOU, IO and schemeless labels alike. Tokens without a label count as <c>O</c>. No
/// input makes it fail. Immutable and thread-safe.
/// </remarks>
public sealed class NerConverter
{
    private readonly NerConverterOptions _options;
    private readonly string _letters;
    private readonly FrozenSet<string>? _whiteList;
    private readonly FrozenSet<string> _blackList;

    /// <summary>A converter.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="labels">The model's labels, which tell what is a prefix. Null: any of B, I, E, S, L, U with a hyphen is one.</param>
    public NerConverter(NerConverterOptions? options = null, LabelSet? labels = null)
    {
        _options = options ?? new NerConverterOptions();
        _letters = _options.NerHasNoSchema ? "" : labels?.Letters ?? TagPrefixes.All;
        _whiteList = _options.WhiteList?.ToFrozenSet(StringComparer.Ordinal);
        _blackList = (_options.BlackList ?? []).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The options that it was made with.</summary>
    public NerConverterOptions Options => _options;

    /// <summary>Adds a sentence's chunks to a list, in order, without those that the options drop.</summary>
    /// <param name="tokens">The sentence's tokens, in order.</param>
    /// <param name="chunks">The list to add to.</param>
    public void Convert(ReadOnlySpan<TaggedToken> tokens, List<Chunk> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        if (_options.SparkNlpCompatibility)
        {
            ConvertAsSparkNlp(tokens, chunks);
        }
        else
        {
            ConvertByScheme(tokens, chunks);
        }
    }

    /// <summary>The chunks of a document as annotations, in Spark NLP's layout: metadata <c>entity</c>, <c>sentence</c>, <c>chunk</c> (a running number) and, where all
    /// tokens have one, <c>confidence</c>.</summary>
    /// <param name="sentences">The sentences, or the document.</param>
    /// <param name="tokens">The tokens. They belong to the sentence that they lie in; those in none are left out.</param>
    /// <param name="ner">The labels, which belong to the token with the same begin (the first of several). The confidence is metadata <c>confidence</c>, else the one
    /// under the label's own name.</param>
    public IReadOnlyList<Annotation> Convert(IReadOnlyList<Annotation> sentences, IReadOnlyList<Annotation> tokens, IReadOnlyList<Annotation> ner) =>
        ChunkAnnotations.Convert(this, sentences, tokens, ner);

    /// <summary>The text of a chunk, as the options ask for it.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="tokens">The tokens that it was made of.</param>
    /// <param name="text">The sentence's (or document's) text.</param>
    /// <param name="textBegin">The offset of that text in the document.</param>
    /// <returns>The text; as much of it as there is, if offsets point out of the text.</returns>
    public string TextOf(in Chunk chunk, ReadOnlySpan<TaggedToken> tokens, string text, int textBegin = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        TaggedToken first = tokens[chunk.FirstToken];
        if (_options.PreservePosition || chunk.FirstToken == chunk.LastToken)
        {
            return Slice(text, textBegin, chunk.Begin, chunk.End).ToString();
        }

        if (_options.SparkNlpCompatibility)
        {
            return Slice(text, textBegin, first.Begin, first.End).ToString();
        }

        var joined = new StringBuilder();
        foreach (TaggedToken token in tokens[chunk.FirstToken..(chunk.LastToken + 1)])
        {
            joined.Append(joined.Length > 0 ? " " : "").Append(Slice(text, textBegin, token.Begin, token.End));
        }

        return joined.ToString();
    }

    private static ReadOnlySpan<char> Slice(string text, int textBegin, int begin, int end)
    {
        int from = (int)Math.Clamp((long)begin - textBegin, 0, text.Length);
        int to = (int)Math.Clamp((long)end - textBegin + 1, from, text.Length);
        return text.AsSpan(from, to - from);
    }

    private void ConvertByScheme(ReadOnlySpan<TaggedToken> tokens, List<Chunk> chunks)
    {
        int first = -1;
        int typeStart = 0;
        bool ended = false;
        for (int i = 0; i < tokens.Length; i++)
        {
            string tag = tokens[i].Tag ?? TagPrefixes.Outside;
            TagPrefix prefix = TagPrefixes.Of(tag, _letters);
            int start = TagPrefixes.TypeStart(prefix);
            if (first >= 0 && (ended || prefix is TagPrefix.Outside or TagPrefix.Begin or TagPrefix.Single || !SameType(tokens[first].Tag!, typeStart, tag, start)))
            {
                Close(tokens, first, i - 1, tokens[first].Tag![typeStart..], chunks);
                first = -1;
            }

            if (first < 0 && prefix != TagPrefix.Outside)
            {
                first = i;
                typeStart = start;
            }

            ended = prefix is TagPrefix.End or TagPrefix.Single;
        }

        if (first >= 0)
        {
            Close(tokens, first, tokens.Length - 1, tokens[first].Tag![typeStart..], chunks);
        }
    }

    private static bool SameType(string a, int aStart, string b, int bStart) =>
        (ReferenceEquals(a, b) && aStart == bStart) || a.AsSpan(aStart).SequenceEqual(b.AsSpan(bStart));

    private void ConvertAsSparkNlp(ReadOnlySpan<TaggedToken> tokens, List<Chunk> chunks)
    {
        int first = -1;
        string entity = "";
        for (int i = 0; i < tokens.Length; i++)
        {
            string tag = tokens[i].Tag ?? TagPrefixes.Outside;
            bool outside = tag is TagPrefixes.Outside;
            if (first >= 0 && (outside || tag.StartsWith("B-", StringComparison.Ordinal)))
            {
                Close(tokens, first, i - 1, entity, chunks);
                first = -1;
            }

            // Anything else continues an open chunk, whatever its type; a label too short to lose two characters opens none.
            if (first < 0 && !outside && (_options.NerHasNoSchema || tag.Length >= TagPrefixes.Length))
            {
                first = i;
                entity = _options.NerHasNoSchema ? tag : tag[TagPrefixes.Length..];
            }
        }

        if (first >= 0)
        {
            Close(tokens, first, tokens.Length - 1, entity, chunks);
        }
    }

    private void Close(ReadOnlySpan<TaggedToken> tokens, int first, int last, string entity, List<Chunk> chunks)
    {
        if ((_whiteList is not null && !_whiteList.Contains(entity)) || _blackList.Contains(entity))
        {
            return;
        }

        float? confidence = MeanConfidence(tokens[first..(last + 1)]);
        if (!(confidence < _options.Threshold))
        {
            chunks.Add(new Chunk(tokens[first].Begin, tokens[last].End, first, last, entity, confidence));
        }
    }

    /// <summary>The mean as Spark NLP takes it: single precision, from left to right. The order shows in the last digit.</summary>
    private static float? MeanConfidence(ReadOnlySpan<TaggedToken> tokens)
    {
        float sum = 0;
        foreach (ref readonly TaggedToken token in tokens)
        {
            if (!token.HasConfidence)
            {
                return null;
            }

            sum += token.Confidence;
        }

        return sum / tokens.Length;
    }
}
