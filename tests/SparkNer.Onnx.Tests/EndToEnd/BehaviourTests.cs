using System.Text.Json;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>The questions of behaviour.json that need a model: truncation, identifiers, exploded sentences.</summary>
public class BehaviourTests
{
    private static readonly string Model = Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased");
    private static readonly JsonElement Behaviour = Golden.Json("spark-nlp", "behaviour.json");

    public static TheoryData<string> Truncations => [.. Behaviour.EnumerateObject().Select(p => p.Name).Where(n => n.StartsWith("truncate.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Truncations))]
    public void A_text_is_cut_as_Spark_NLP_cuts_it(string question)
    {
        JsonElement answer = Behaviour.GetProperty(question);
        string text = string.Join(' ', answer.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()));
        using Annotator annotator = Annotator.Load(Model, new AnnotatorOptions { Compatibility = Compatibility.SparkNlp, MaxLength = int.Parse(question.Split('.')[1]) });

        AnnotatedText result = annotator.Annotate(text);

        Assert.Equal(
            answer.GetProperty("ner").EnumerateArray().Select(n => $"{n[0]}-{n[1]} {n[2]} {n[3]}"),
            result.Ner.Select(n => $"{n.Begin}-{n.End} {n.Metadata["word"]} {n.Result}"));
        JsonElement[] chunks = [.. answer.GetProperty("chunks").EnumerateArray()];
        Assert.Equal(chunks.Length, result.NerChunk.Count);
        Assert.All(chunks.Zip(result.NerChunk), p => Assert.True(GoldenRow.Same(
            new Annotation("chunk", p.First[0].GetInt32(), p.First[1].GetInt32(), p.First[2].GetString()!,
                new AnnotationMetadata(p.First[3].EnumerateObject().Select(m => new KeyValuePair<string, string>(m.Name, m.Value.GetString()!)))),
            p.Second)));
    }

    [Fact]
    public void Identifier_and_metadata_go_to_the_document()
    {
        using Annotator annotator = Annotator.Load(Model);
        var facts = new Dictionary<string, string> { ["k"] = "v" };
        Annotation Of(string question) => GoldenRow.Annotation(Behaviour.GetProperty(question)[0].GetProperty("document")[0]);

        Assert.Equal(Of("idCol"), annotator.Annotate(new AnnotatorInput("t") { Id = "7" }).Document[0]);
        Assert.Equal(Of("metadataCol"), annotator.Annotate(new AnnotatorInput("t") { Id = "7", Metadata = facts }).Document[0]);
    }

    [Fact]
    public void Exploded_sentences_are_rows_of_their_own()
    {
        using Annotator annotator = Annotator.Load(Model, new AnnotatorOptions
        {
            Compatibility = Compatibility.SparkNlp,
            Sentences = true,
            SentenceDetector = new SentenceDetectorOptions { ExplodeSentences = true },
        });
        JsonElement[] expected = [.. Behaviour.GetProperty("sd.explode_pipeline").EnumerateArray()];
        string text = string.Join(' ', expected.Select(row => row.GetProperty("sentence")[0].GetProperty("result").GetString()));

        AnnotatedText[] rows = [.. annotator.Annotate(text).ExplodeSentences()];

        Assert.Equal(expected.Length, rows.Length);
        foreach ((JsonElement row, AnnotatedText actual) in expected.Zip(rows))
        {
            foreach ((string column, IReadOnlyList<Annotation> annotations) in SparkNlpGoldenTests.Columns(actual).Where(c => row.TryGetProperty(c.Column, out _)))
            {
                Assert.Null(GoldenRow.Difference(GoldenRow.Annotations(row, column), annotations));
            }
        }
    }

    [Fact]
    public void Rows_of_the_pipeline_are_Spark_NLPs()
    {
        using Annotator annotator = Annotator.Load(Model, new AnnotatorOptions { Compatibility = Compatibility.SparkNlp });
        foreach (JsonElement row in Behaviour.GetProperty("pipeline.rows").EnumerateArray())
        {
            AnnotatedText actual = annotator.Annotate(row.GetProperty("text").GetString());
            foreach ((string column, IReadOnlyList<Annotation> annotations) in SparkNlpGoldenTests.Columns(actual).Where(c => row.TryGetProperty(c.Column, out _)))
            {
                Assert.Null(GoldenRow.Difference(GoldenRow.Annotations(row, column), annotations));
            }
        }
    }
}
