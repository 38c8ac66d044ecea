using System.Globalization;

namespace SparkNer.Chunks;

/// <summary>The annotation form of <see cref="NerConverter"/>: pairs sentences, tokens and labels by their offsets, and writes the chunks' metadata.</summary>
internal static class ChunkAnnotations
{
    public static List<Annotation> Convert(
        NerConverter converter, IReadOnlyList<Annotation> sentences, IReadOnlyList<Annotation> tokens, IReadOnlyList<Annotation> ner)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(ner);

        // Several labels may share a begin (word pieces that slipped); the first one counts.
        var labels = new Dictionary<int, Annotation>(ner.Count);
        foreach (Annotation label in ner)
        {
            labels.TryAdd(label.Begin, label);
        }

        tokens = IsSorted(tokens) ? tokens : [.. tokens.OrderBy(token => token.Begin)];
        var result = new List<Annotation>();
        var tagged = new List<TaggedToken>();
        var chunks = new List<Chunk>();
        int ordinal = 0;
        for (int i = 0; i < sentences.Count; i++)
        {
            Annotation sentence = sentences[i];
            tagged.Clear();
            Collect(sentence, tokens, labels, tagged);
            if (tagged.Count == 0)
            {
                continue;
            }

            string number = converter.Options.SparkNlpCompatibility ? Number(ordinal)
                : sentence.Metadata.TryGetValue("sentence", out string? own) ? own : Number(i);
            ordinal++;
            chunks.Clear();
            ReadOnlySpan<TaggedToken> span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tagged);
            converter.Convert(span, chunks);
            foreach (Chunk chunk in chunks)
            {
                string text = converter.TextOf(chunk, span, sentence.Result, sentence.Begin);
                result.Add(new Annotation(AnnotatorType.Chunk, chunk.Begin, chunk.End, text, Metadata(chunk, number, result.Count)));
            }
        }

        return result;
    }

    /// <summary>A chunk's metadata, in Spark NLP's order.</summary>
    private static AnnotationMetadata Metadata(in Chunk chunk, string sentence, int number)
    {
        var entries = new KeyValuePair<string, string>[chunk.Confidence is null ? 3 : 4];
        entries[0] = new("entity", chunk.Entity);
        entries[1] = new("sentence", sentence);
        entries[2] = new("chunk", Number(number));
        if (chunk.Confidence is { } confidence)
        {
            entries[3] = new("confidence", JavaFloat.ToString(confidence));
        }

        return new AnnotationMetadata(entries);
    }

    private static void Collect(Annotation sentence, IReadOnlyList<Annotation> tokens, Dictionary<int, Annotation> labels, List<TaggedToken> tagged)
    {
        for (int i = FirstAtOrAfter(tokens, sentence.Begin); i < tokens.Count && tokens[i].Begin <= sentence.End; i++)
        {
            if (tokens[i].End <= sentence.End)
            {
                tagged.Add(TagOf(tokens[i], labels));
            }
        }
    }

    private static TaggedToken TagOf(Annotation token, Dictionary<int, Annotation> labels)
    {
        if (!labels.TryGetValue(token.Begin, out Annotation? label))
        {
            return new TaggedToken(token.Begin, token.End, null, 0, false);
        }

        // "confidence" is how other annotators than transformers state it, and it wins, readable or not.
        float confidence = 0;
        bool known = (label.Metadata.TryGetValue("confidence", out string? text) || label.Metadata.TryGetValue(label.Result, out text))
            && JavaFloat.TryParse(text, out confidence);
        return new TaggedToken(token.Begin, token.End, label.Result, confidence, known);
    }

    private static bool IsSorted(IReadOnlyList<Annotation> tokens)
    {
        for (int i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Begin < tokens[i - 1].Begin)
            {
                return false;
            }
        }

        return true;
    }

    private static int FirstAtOrAfter(IReadOnlyList<Annotation> tokens, int begin)
    {
        int low = 0;
        int high = tokens.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = tokens[middle].Begin < begin ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
