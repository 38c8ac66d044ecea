using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>With --compatibility spark-nlp every annotation is what the real Spark NLP writes, down to the order of the metadata keys.</summary>
public class SparkNlpGoldenTests
{
    public static IEnumerable<string> PipelineNames => Directory.GetFiles(Golden.PathOf("spark-nlp", "annotations"), "*.jsonl.gz").Order().Select(f => Path.GetFileName(f)[..^9]);

    public static TheoryData<string> Pipelines => [.. PipelineNames];

    public static Annotator Load(string pipeline, AnnotatorOptions options)
    {
        string[] parts = pipeline.Split('-');
        string model = parts[0] == "bert" ? "tiny-bert-uncased" : "tiny-distilbert-cased";
        return Annotator.Load(
            Golden.PathOf("spark-nlp", "models", model),
            options with { CaseSensitive = parts[1] == "cs", MaxLength = int.Parse(parts[2]), Sentences = parts[3] == "sent" });
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Compatible_annotations_are_Spark_NLPs(string pipeline)
    {
        using Annotator annotator = Load(pipeline, new AnnotatorOptions { Compatibility = Compatibility.SparkNlp });
        List<JsonElement> rows = [.. Golden.Lines("spark-nlp", "annotations", pipeline + ".jsonl.gz")];
        AnnotatedText[] results = [.. annotator.AnnotateAll(rows.Select(r => r.GetProperty("text").GetString()))];

        var differences = new List<string>();
        for (int i = 0; i < rows.Count; i++)
        {
            foreach ((string column, IReadOnlyList<Annotation> actual) in Columns(results[i]))
            {
                if (rows[i].TryGetProperty(column, out _) && GoldenRow.Difference(GoldenRow.Annotations(rows[i], column), actual) is { } difference)
                {
                    differences.Add($"{rows[i].GetProperty("id")} {column}: {difference}");
                }
            }

            Assert.Null(results[i].Error);
        }

        Assert.Empty(differences);
        Assert.Equal(rows.Count, results.Length);
        Assert.Equal(pipeline.Contains("-512-", StringComparison.Ordinal) ? 424 : rows.Count, rows.Count);
        Assert.NotEmpty(rows);
    }

    internal static IEnumerable<(string Column, IReadOnlyList<Annotation> Annotations)> Columns(AnnotatedText text)
    {
        yield return ("document", text.Document);
        yield return ("sentence", text.Sentence);
        yield return ("token", text.Token);
        yield return ("ner", text.Ner);
        yield return ("ner_chunk", text.NerChunk);
    }
}
