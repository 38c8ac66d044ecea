using System.Globalization;
using System.Text.Json;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

/// <summary>Documents, sentences and tokens of the real Spark NLP, in every row of every pipeline.</summary>
public sealed class GoldenTextTests
{
    private const string Folder = "spark-nlp";

    public static TheoryData<string> Pipelines =>
        [.. Directory.EnumerateFiles(Golden.PathOf(Folder, "annotations"), "*.jsonl.gz").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Makes_the_documents_sentences_and_tokens_of_every_row(string file)
    {
        var assembler = new DocumentAssembler();
        var detector = new SentenceDetector();
        var tokenizer = new Tokenizer();
        int rows = 0;
        foreach (JsonElement row in Golden.Lines(Folder, "annotations", file))
        {
            Annotation document = assembler.Assemble(row.GetProperty("text").GetString());
            Assert.Equal(row.GetProperty("document").EnumerateArray().Select(Read), [document]);

            IReadOnlyList<Sentence> sentences = [new Sentence(document.Begin, document.End, document.Result, 0)];
            if (row.TryGetProperty("sentence", out JsonElement expected))
            {
                sentences = detector.Detect(document.Result);
                Assert.Equal(expected.EnumerateArray().Select(Read), sentences.Select(s => Annotate(AnnotatorType.Document, s.Begin, s.Text, s.Number)));
            }

            var tokens = new List<Annotation>();
            foreach (Sentence sentence in sentences)
            {
                var spans = new List<TextSpan>();
                tokenizer.Tokenize(sentence.Text, spans);
                tokens.AddRange(spans.Select(s =>
                    Annotate(AnnotatorType.Token, sentence.Begin + s.Begin, sentence.Text.Substring(s.Begin, s.Length), sentence.Number)));
            }

            Assert.Equal(row.GetProperty("token").EnumerateArray().Select(Read), tokens);
            rows++;
        }

        Assert.True(rows > 0);
    }

    private static Annotation Annotate(string type, int begin, string text, int sentence) =>
        new(type, begin, begin + text.Length - 1, text, new([new("sentence", sentence.ToString(CultureInfo.InvariantCulture))]));

    private static Annotation Read(JsonElement json) => new(
        json.GetProperty("annotatorType").GetString()!,
        json.GetProperty("begin").GetInt32(),
        json.GetProperty("end").GetInt32(),
        json.GetProperty("result").GetString()!,
        new(json.GetProperty("metadata").EnumerateObject().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.GetString()!))));
}
