using System.Text.Json;
using SparkNer.Chunks;
using SparkNer.Labels;
using SparkNer.Testing;

namespace SparkNer.Tests.Chunks;

/// <summary>The ner_chunk column of the real Spark NLP, made again from its other columns.</summary>
public class NerConverterGoldenTests
{
    private static readonly LabelSet _labels = new("O B-PER I-PER B-ORG I-ORG B-LOC I-LOC B-MISC I-MISC".Split(' '));

    public static TheoryData<string> Pipelines() =>
        new(Directory.EnumerateFiles(Golden.PathOf("spark-nlp", "annotations"), "*.jsonl.gz").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Chunks_are_Spark_NLPs(string file)
    {
        var compatible = new NerConverter(new NerConverterOptions { SparkNlpCompatibility = true }, _labels);
        var right = new NerConverter(null, _labels);
        int rows = 0;
        foreach (JsonElement row in Golden.Lines("spark-nlp", "annotations", file))
        {
            List<Annotation> sentences = Read(row, row.TryGetProperty("sentence", out _) ? "sentence" : "document");
            List<Annotation> tokens = Read(row, "token");
            List<Annotation> ner = Read(row, "ner");
            List<Annotation> expected = Read(row, "ner_chunk");
            IReadOnlyList<Annotation> chunks = compatible.Convert(sentences, tokens, ner);
            Assert.Equal(expected, chunks);
            Assert.Equal(expected.SelectMany(c => c.Metadata.Keys), chunks.SelectMany(c => c.Metadata.Keys));
            CheckDefault(right.Convert(sentences, tokens, ner), expected, tokens, ner, sentences);
            foreach ((string key, string text) in ner.SelectMany(n => n.Metadata))
            {
                Assert.True(key is "word" or "sentence" || (JavaFloat.TryParse(text, out float value) && JavaFloat.ToString(value) == text), text);
            }

            rows++;
        }

        Assert.NotEqual(0, rows);
    }

    /// <summary>By default the chunks are the same but for the splits where the type changes and for the number of the sentence.</summary>
    private static void CheckDefault(
        IReadOnlyList<Annotation> chunks, List<Annotation> expected, List<Annotation> tokens, List<Annotation> ner, List<Annotation> sentences)
    {
        Dictionary<int, string> tags = [];
        ner.ForEach(n => tags.TryAdd(n.Begin, n.Result));
        int at = 0;
        int next = 0;
        foreach (Annotation whole in expected)
        {
            string previous = "";
            for (; next < tokens.Count && tokens[next].End <= whole.End; next++)
            {
                Annotation token = tokens[next];
                if (token.Begin < whole.Begin)
                {
                    continue;
                }

                string type = tags[token.Begin][2..];
                if (type != previous)
                {
                    Assert.Equal((token.Begin, type), (chunks[at].Begin, chunks[at].Metadata["entity"]));
                    at++;
                    previous = type;
                }
            }

            Assert.Equal(whole.End, chunks[at - 1].End);
        }

        Assert.Equal(at, chunks.Count);
        var numbered = sentences.ToDictionary(s => s.Metadata["sentence"]);
        foreach (Annotation chunk in chunks)
        {
            Annotation sentence = numbered[chunk.Metadata["sentence"]];
            Assert.Equal(sentence.Result[(chunk.Begin - sentence.Begin)..(chunk.End - sentence.Begin + 1)], chunk.Result);
        }
    }

    private static List<Annotation> Read(JsonElement row, string column) => [.. row.GetProperty(column).EnumerateArray().Select(a => new Annotation(
        a.GetProperty("annotatorType").GetString()!, a.GetProperty("begin").GetInt32(), a.GetProperty("end").GetInt32(), a.GetProperty("result").GetString()!,
        new AnnotationMetadata(a.GetProperty("metadata").EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value.GetString()!)))))];
}
