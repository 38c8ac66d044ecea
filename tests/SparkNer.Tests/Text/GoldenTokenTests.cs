using System.Text.Json;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

/// <summary>Tokens of the real Spark NLP.</summary>
public sealed class GoldenTokenTests
{
    private const string Folder = "spark-nlp";

    public static TheoryData<string> Pipelines => [.. Directory.EnumerateFiles(Golden.PathOf(Folder, "annotations"), "*.jsonl.gz").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Cuts_the_tokens_of_every_row(string file)
    {
        var tokenizer = new Tokenizer();
        bool hasSentences = file.Contains("-sent");
        int rows = 0;
        foreach (JsonElement row in Golden.Lines(Folder, "annotations", file))
        {
            var actual = new List<(int, int, string)>();
            foreach (JsonElement part in row.GetProperty(hasSentences ? "sentence" : "document").EnumerateArray())
            {
                int offset = part.GetProperty("begin").GetInt32();
                string text = part.GetProperty("result").GetString()!;
                var spans = new List<TextSpan>();
                tokenizer.Tokenize(text, spans);
                actual.AddRange(spans.Select(s => (offset + s.Begin, offset + s.End, text.Substring(s.Begin, s.Length))));
            }

            Assert.Equal(
                row.GetProperty("token").EnumerateArray().Select(a => (
                    a.GetProperty("begin").GetInt32(), a.GetProperty("end").GetInt32(), a.GetProperty("result").GetString()!)),
                actual);
            rows++;
        }

        Assert.True(rows > 0);
    }
}
