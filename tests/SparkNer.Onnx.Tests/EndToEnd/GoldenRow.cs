using System.Globalization;
using System.Text.Json;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>A row of the golden annotations, and how to compare with it: probabilities within a tolerance, all else exactly.</summary>
internal static class GoldenRow
{
    public const double Tolerance = 1e-5;

    public static List<Annotation> Annotations(JsonElement row, string column) => [.. row.GetProperty(column).EnumerateArray().Select(Annotation)];

    public static Annotation Annotation(JsonElement element)
    {
        Assert.Empty(element.GetProperty("embeddings").EnumerateArray());
        return new Annotation(
            element.GetProperty("annotatorType").GetString()!,
            element.GetProperty("begin").GetInt32(),
            element.GetProperty("end").GetInt32(),
            element.GetProperty("result").GetString()!,
            new AnnotationMetadata(element.GetProperty("metadata").EnumerateObject().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.GetString()!))));
    }

    /// <summary>Null when equal, else the first difference.</summary>
    public static string? Difference(IReadOnlyList<Annotation> expected, IReadOnlyList<Annotation> actual)
    {
        if (expected.Count != actual.Count)
        {
            return $"{expected.Count} expected, {actual.Count} there";
        }

        for (int i = 0; i < expected.Count; i++)
        {
            if (!Same(expected[i], actual[i]))
            {
                return $"[{i}] expected {expected[i]}, there is {actual[i]}";
            }
        }

        return null;
    }

    public static bool Same(Annotation expected, Annotation actual) =>
        (expected.AnnotatorType, expected.Begin, expected.End, expected.Result) == (actual.AnnotatorType, actual.Begin, actual.End, actual.Result)
        && expected.Metadata.Keys.SequenceEqual(actual.Metadata.Keys)
        && expected.Metadata.All(entry => SameValue(entry.Key, entry.Value, actual.Metadata[entry.Key]));

    // word, sentence, entity, chunk and id are text; what else there is is a probability.
    private static bool SameValue(string key, string expected, string actual) => key is "word" or "sentence" or "entity" or "chunk" or "id"
        ? expected == actual
        : expected == actual || Math.Abs(Number(expected) - Number(actual)) <= Tolerance;

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
