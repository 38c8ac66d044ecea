using System.Globalization;

namespace SparkNer.Tests.Chunks;

/// <summary>Hand-made input columns as the golden questions have them: tokens w0, w1, ... two spaces apart.</summary>
internal static class ChunkInputs
{
    public static AnnotationMetadata Metadata(params (string Key, string Value)[] entries) => new(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));

    public static Annotation Document(string text) => new(AnnotatorType.Document, 0, text.Length - 1, text, Metadata(("sentence", "0")));

    public static string Text(int tokens) => string.Join("  ", Enumerable.Range(0, tokens).Select(i => $"w{i}"));

    /// <summary>Tokens and their labels; a label null or "None" leaves the token without one.</summary>
    public static (Annotation[] Tokens, Annotation[] Ner) Tagged(IReadOnlyList<string?> tags, IReadOnlyList<float> scores) =>
        Tagged(tags, i => [(tags[i]!, JavaFloat.ToString(scores[i]))]);

    /// <summary>The same with the metadata of each label.</summary>
    public static (Annotation[] Tokens, Annotation[] Ner) Tagged(IReadOnlyList<string?> tags, Func<int, (string, string)[]> metadata)
    {
        string text = Text(tags.Count);
        var tokens = new List<Annotation>();
        var ner = new List<Annotation>();
        int begin = 0;
        for (int i = 0; i < tags.Count; i++)
        {
            string word = string.Create(CultureInfo.InvariantCulture, $"w{i}");
            begin = text.IndexOf(word, begin, StringComparison.Ordinal);
            int end = begin + word.Length - 1;
            tokens.Add(new Annotation(AnnotatorType.Token, begin, end, word, Metadata(("sentence", "0"))));
            if (tags[i] is not (null or "None"))
            {
                ner.Add(new Annotation(AnnotatorType.NamedEntity, begin, end, tags[i]!, Metadata([("word", word), ("sentence", "0"), .. metadata(i)])));
            }
        }

        return ([.. tokens], [.. ner]);
    }
}
