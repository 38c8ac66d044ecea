using System.Text.Json;

namespace SparkNer.Spark.Ner;

/// <summary>An annotator's options as JSON, complete: equal texts mean equal options.</summary>
internal static class AnnotatorOptionsJson
{
    /// <summary>Writes options.</summary>
    public static string Write(AnnotatorOptions options) => JsonSerializer.Serialize(options, NerJson.Default.AnnotatorOptions);

    /// <summary>Reads options.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static AnnotatorOptions Read(string json) =>
        JsonSerializer.Deserialize(json, NerJson.Default.AnnotatorOptions) ?? throw new JsonException("It is null.");
}
