using System.Text.Json;
using SparkNer.Chunks;
using SparkNer.Testing;

namespace SparkNer.Tests.Chunks;

/// <summary>What the real NerConverter answers to hand-made tag sequences (behaviour.json), under the compatibility switch.</summary>
public class NerConverterBehaviourTests
{
    private static readonly NerConverterOptions _compatible = new() { SparkNlpCompatibility = true };

    private static readonly JsonElement _behaviour = Golden.Json("spark-nlp", "behaviour.json");

    [Fact]
    public void Default() => Check("converter.default", _compatible, 26);

    [Fact]
    public void PreservePosition_false() => Check("converter.preservePosition_false", _compatible with { PreservePosition = false }, 5);

    [Fact]
    public void NerHasNoSchema() => Check("converter.nerHasNoSchema_true", _compatible with { NerHasNoSchema = true }, 26);

    [Fact]
    public void WhiteList() => Check("converter.whiteList_PER", _compatible with { WhiteList = ["PER"] }, 9);

    [Fact]
    public void WhiteList_in_lower_case() => Check("converter.whiteList_lower", _compatible with { WhiteList = ["per"] }, 9);

    [Fact]
    public void WhiteList_empty() => Check("converter.whiteList_empty", _compatible with { WhiteList = [] }, 3);

    [Fact]
    public void WhiteList_with_prefix() => Check("converter.whiteList_prefixed", _compatible with { WhiteList = ["B-PER"] }, 9);

    [Fact]
    public void Tokens_without_label() => Check("converter.missing_ner", _compatible, 3);

    [Fact]
    public void Confidence_under_the_label() =>
        Check("converter.conf_from_label", _compatible, 1, (_, tags, i) => [(tags[i], _three[i])]);

    [Fact]
    public void Confidence_under_confidence() =>
        Check("converter.conf_from_confidence", _compatible, 1, (_, _, i) => [("confidence", _three[i])]);

    [Fact]
    public void Confidence_wins_over_the_label() =>
        Check("converter.conf_both", _compatible, 1, (_, tags, i) => [(tags[i], "0.1"), ("confidence", _three[i])]);

    [Fact]
    public void Confidence_nowhere() => Check("converter.conf_none", _compatible, 1, (_, _, _) => []);

    [Fact]
    public void Confidence_texts()
    {
        string[] texts = ["1", "9.9E-4", "0.00099", "1e-9", "2.8E-45", "NaN", "abc", "", "0,5", " 0.5 ", "1.0", "0.333333333333", "16777217", "0.1f", "0x1p-2"];
        Check("converter.conf_text_formats", _compatible, texts.Length, (question, tags, i) => [(tags[i], texts[question])]);
    }

    [Fact]
    public void Confidence_means()
    {
        string[][] scores = [["0.9998", "0.33333334"], ["0.1", "0.2", "0.3"], [.. Enumerable.Repeat("0.7", 7)], ["0.9", "0.8", "0.59"]];
        Check("converter.conf_means", _compatible, scores.Length, (question, tags, i) => [(tags[i], scores[question][i])]);
    }

    private static readonly string[] _three = ["0.9", "0.8", "0.4"];

    private static readonly string[] _falling = ["0.9", "0.8", "0.7", "0.6"];

    private static void Check(string name, NerConverterOptions options, int count) => Check(name, options, count, (_, tags, i) => [(tags[i], _falling[i])]);

    private static void Check(string name, NerConverterOptions options, int count, Func<int, string[], int, (string, string)[]> metadata)
    {
        var converter = new NerConverter(options);
        JsonElement[] questions = [.. _behaviour.GetProperty(name).EnumerateArray()];
        Assert.Equal(count, questions.Length);
        for (int q = 0; q < questions.Length; q++)
        {
            string[] tags = questions[q].GetProperty("tags").GetString()!.Split(' ');
            int question = q;
            (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(tags, i => metadata(question, tags, i));
            IReadOnlyList<Annotation> chunks = converter.Convert([ChunkInputs.Document(ChunkInputs.Text(tags.Length))], tokens, ner);
            Assert.Equal(
                questions[q].GetProperty("chunks").EnumerateArray().Select(c => (
                    c.GetProperty("begin").GetInt32(), c.GetProperty("end").GetInt32(), c.GetProperty("result").GetString()!,
                    ChunkInputs.Metadata([.. c.GetProperty("metadata").EnumerateObject().Select(m => (m.Name, m.Value.GetString()!))]))),
                chunks.Select(c => (c.Begin, c.End, c.Result, c.Metadata)));
        }
    }
}
