using System.Text.Json;
using SparkNer.Aggregation;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>The Hugging Face layout gives what transformers' token-classification pipeline gives: entities exact, scores within 1e-5.</summary>
public class PipelineGoldenTests
{
    private static readonly Lazy<Dictionary<int, string>> Texts = new(() => Golden.Lines("hf", "pipeline", "texts.jsonl.gz")
        .ToDictionary(t => t.GetProperty("text_id").GetInt32(), t => t.GetProperty("text").GetString()!));

    [Theory]
    [InlineData("distilbert-cased", "distilbert-cased.jsonl.gz", 772)]
    [InlineData("bert-cased", "bert-cased.jsonl.gz", 1722)]
    [InlineData("bert-cased", "bert-cased.words.jsonl.gz", 210)]
    [InlineData("bert-cased-optimum", "bert-cased.jsonl.gz", 1722)]
    public void Entities_are_the_pipelines(string model, string file, int runs) =>
        Compare(ModelFolder.Open(Golden.PathOf("hf", "models", model)), file, runs);

    [Theory]
    [InlineData("distilbert-cased-full", "distilbert-cased-full.jsonl.gz", 1717)]
    [InlineData("distilbert-cased-full", "distilbert-cased-full.words.jsonl.gz", 210)]
    [InlineData("distilbert-cased", "distilbert-cased.jsonl.gz", 772)]
    [InlineData("distilbert-uncased", "distilbert-uncased.jsonl.gz", 1723)]
    [InlineData("distilbert-uncased", "distilbert-uncased.words.jsonl.gz", 210)]
    [InlineData("bert-cased", "bert-cased.jsonl.gz", 1722)]
    [InlineData("bert-cased", "bert-cased.words.jsonl.gz", 210)]
    [InlineData("bert-bin", "bert-bin.jsonl.gz", 444)]
    [InlineData("bert-labels-nobegin", "bert-labels-nobegin.jsonl.gz", 772)]
    [InlineData("distilbert-labels-odd", "distilbert-labels-odd.jsonl.gz", 1140)]
    public void Entities_of_graphs_of_our_own_are_the_pipelines(string model, string file, int runs) => Compare(OwnGraph.Of(model), file, runs);

    private static void Compare(ModelFolder folder, string file, int runs)
    {
        List<JsonElement> rows = [.. Golden.Lines("hf", "pipeline", file)];
        Assert.Equal(runs, rows.Count);
        var differences = new List<string>();
        foreach (OffsetUnit unit in new[] { OffsetUnit.CodePoints, OffsetUnit.Utf16 })
        {
            foreach (IGrouping<string, JsonElement> group in rows.GroupBy(Settings))
            {
                using Annotator annotator = Annotator.Load(folder, Options(group.First(), unit));
                AnnotatedText[] results = [.. annotator.AnnotateAll(group.Select(Input))];
                foreach ((JsonElement row, AnnotatedText result) in group.Zip(results))
                {
                    List<string> expected = [.. row.GetProperty("entities").EnumerateArray().Select(e => Describe(e, unit))];
                    List<string> actual = [.. result.Entities.Select(Describe)];
                    if (!expected.SequenceEqual(actual))
                    {
                        differences.Add($"{Settings(row)}: {string.Join(" ", expected)} != {string.Join(" ", actual)}");
                    }
                    else
                    {
                        differences.AddRange(row.GetProperty("entities").EnumerateArray().Zip(result.Entities)
                            .Where(p => Math.Abs(p.First.GetProperty("score").GetDouble() - p.Second.Score) > 1e-5)
                            .Select(p => $"{Settings(row)}: score {p.First} != {p.Second}"));
                    }
                }
            }
        }

        Assert.Empty(differences);
    }

    private static string Settings(JsonElement row) => string.Join("|",
        row.GetProperty("strategy"), row.GetProperty("stride"), row.GetProperty("model_max_length"), row.GetProperty("ignore_labels"),
        row.TryGetProperty("delimiter", out JsonElement delimiter) ? delimiter.GetString() : "-");

    private static AnnotatorOptions Options(JsonElement row, OffsetUnit unit)
    {
        int? stride = row.GetProperty("stride").ValueKind == JsonValueKind.Null ? null : row.GetProperty("stride").GetInt32();
        return new AnnotatorOptions
        {
            Layout = AnnotationLayout.HuggingFace,
            Aggregation = Enum.Parse<AggregationStrategy>(row.GetProperty("strategy").GetString()!, ignoreCase: true),
            IgnoreLabels = [.. row.GetProperty("ignore_labels").EnumerateArray().Select(l => l.GetString()!)],
            MaxLength = row.GetProperty("model_max_length").GetInt32(),
            Stride = stride,
            Truncate = stride is null,
            Offsets = unit,
            Delimiter = row.TryGetProperty("delimiter", out JsonElement delimiter) ? delimiter.GetString()! : " ",
        };
    }

    private static AnnotatorInput Input(JsonElement row) => row.TryGetProperty("words", out JsonElement words)
        ? new AnnotatorInput { Words = [.. words.EnumerateArray().Select(w => w.GetString()!)] }
        : new AnnotatorInput(Texts.Value[row.GetProperty("text_id").GetInt32()]);

    private static string Describe(JsonElement entity, OffsetUnit unit)
    {
        string suffix = unit == OffsetUnit.Utf16 ? "_utf16" : "";
        string label = (entity.TryGetProperty("entity", out JsonElement own) ? own : entity.GetProperty("entity_group")).GetString()!;
        string index = entity.TryGetProperty("index", out JsonElement at) ? at.ToString() : "";
        return $"{label}({entity.GetProperty("word").GetString()}){index}@{entity.GetProperty("start" + suffix)}-{entity.GetProperty("end" + suffix)}";
    }

    private static string Describe(Entity entity) => $"{entity.Label}({entity.Word}){entity.Index}@{entity.Start}-{entity.End}";
}
