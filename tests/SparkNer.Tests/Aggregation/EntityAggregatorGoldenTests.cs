using System.Text.Json;
using SparkNer.Aggregation;
using SparkNer.Labels;
using SparkNer.Testing;

namespace SparkNer.Tests.Aggregation;

/// <summary>
/// The golden pipeline runs without the model: a run with strategy none and nothing ignored tells every piece, its place, its label and that label's score, which is all that simple,
/// first and max look at. (average needs the other labels' scores, and is compared where every word is one piece.)
/// </summary>
public class EntityAggregatorGoldenTests
{
    [Theory]
    [InlineData("bert-cased", "bert-cased", 900)]
    [InlineData("bert-cased", "bert-cased.words", 80)]
    [InlineData("distilbert-cased", "distilbert-cased", 100)]
    public void Groups_follow_from_the_pieces(string model, string file, int atLeast)
    {
        LabelSet labels = LabelSet.FromIdToLabel(
            Golden.Json("hf", "models", model, "config.json").GetProperty("id2label").EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!)));
        string[] vocabulary = File.ReadAllText(Golden.PathOf("hf", "models", model, "vocab.txt")).TrimEnd('\n').Split('\n');
        Dictionary<int, string> texts = Golden.Lines("hf", "pipeline", "texts.jsonl.gz").ToDictionary(t => t.GetProperty("text_id").GetInt32(), t => t.GetProperty("text").GetString()!);
        JsonElement[] runs = [.. Golden.Lines("hf", "pipeline", $"{file}.jsonl.gz").Where(r => r.GetProperty("stride").ValueKind == JsonValueKind.Null)];
        string TextOf(JsonElement run) => run.TryGetProperty("words", out JsonElement words)
            ? string.Join(run.GetProperty("delimiter").GetString(), words.EnumerateArray().Select(w => w.GetString()))
            : texts[run.GetProperty("text_id").GetInt32()];
        string KeyOf(JsonElement run) => run.GetProperty("model_max_length").GetInt32() + (run.TryGetProperty("words", out JsonElement words)
            ? words.GetRawText() + run.GetProperty("delimiter").GetRawText()
            : run.GetProperty("text_id").GetRawText());
        Dictionary<string, JsonElement> pieces = runs.Where(r => r.GetProperty("strategy").GetString() == "none" && r.GetProperty("ignore_labels").GetArrayLength() == 0)
            .DistinctBy(KeyOf).ToDictionary(KeyOf);
        int compared = 0;
        foreach (JsonElement run in runs)
        {
            AggregationStrategy strategy = Enum.Parse<AggregationStrategy>(run.GetProperty("strategy").GetString()!, ignoreCase: true);
            if (!pieces.TryGetValue(KeyOf(run), out JsonElement none))
            {
                continue;
            }

            var window = new PieceRun(TextOf(run), GoldenEntities.Read(none), labels, vocabulary);
            if (strategy == AggregationStrategy.Average && !window.WordsAreSinglePieces)
            {
                continue;
            }

            string[] ignore = [.. run.GetProperty("ignore_labels").EnumerateArray().Select(l => l.GetString()!)];
            List<Entity> expected = GoldenEntities.Read(run);
            List<Entity> entities = window.Run(new EntityAggregator(strategy, ignore, labels.Names));
            Assert.Equal(expected.Select(e => e with { Score = 0 }), entities.Select(e => e with { Score = 0 }));
            Assert.All(expected.Zip(entities), p => Assert.Equal(p.First.Score, p.Second.Score, 1e-5f));
            Assert.Equal(GoldenEntities.CodePoints(run), Entity.ToCodePoints(entities, TextOf(run)).Select(e => (e.Start, e.End)));
            compared++;
        }

        Assert.True(compared >= atLeast, $"{compared} runs");
    }
}
