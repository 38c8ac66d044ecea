using System.Text.Json;
using SparkNer.SparkNlp;
using SparkNer.Testing;
using SparkNer.WordPieces;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>
/// Without --compatibility the annotations are Spark NLP's too, wherever none of the rules of docs/annotations.md applies: every difference has its rule.
/// </summary>
public class DefaultModeTests
{
    private const int MaxLength = 512;

    public static TheoryData<string> Pipelines => [.. SparkNlpGoldenTests.PipelineNames.Where(p => p.Contains("-512-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Every_difference_from_Spark_NLP_has_its_rule(string pipeline)
    {
        using Annotator annotator = SparkNlpGoldenTests.Load(pipeline, new AnnotatorOptions());
        bool cased = pipeline.Contains("-cs-", StringComparison.Ordinal);
        var encoder = new HeadPieceEncoder(annotator.WordPieces, cased);
        var unexplained = new List<string>();
        var rules = new Dictionary<string, int>();
        int same = 0;
        foreach (JsonElement row in Golden.Lines("spark-nlp", "annotations", pipeline + ".jsonl.gz"))
        {
            AnnotatedText actual = annotator.Annotate(row.GetProperty("text").GetString());
            Assert.Null(GoldenRow.Difference(GoldenRow.Annotations(row, "document"), actual.Document));
            Assert.Null(GoldenRow.Difference(GoldenRow.Annotations(row, "token"), actual.Token));

            bool labelsDiffer = false;
            bool renumbered = false;
            List<Annotation> expected = GoldenRow.Annotations(row, "ner");
            foreach (IGrouping<string, Annotation> sentence in actual.Token.GroupBy(t => t.Metadata["sentence"]))
            {
                List<string> reasons = [.. Reasons(sentence, annotator.WordPieces, encoder, cased)];
                reasons.ForEach(r => rules[r] = rules.GetValueOrDefault(r) + 1);
                HashSet<int> begins = [.. sentence.Select(t => t.Begin)];
                Annotation[] theirs = [.. expected.Where(n => begins.Contains(n.Begin))];
                Annotation[] ours = [.. actual.Ner.Where(n => begins.Contains(n.Begin))];
                string? difference = GoldenRow.Difference(theirs, [.. ours.Zip(theirs, Numbered)]) ?? (theirs.Length == ours.Length ? null : "other counts");
                renumbered |= theirs.Zip(ours).Any(p => p.First.Metadata["sentence"] != p.Second.Metadata["sentence"]);
                labelsDiffer |= difference is not null;
                if (difference is null)
                {
                    same++;
                }
                else if (reasons.Count == 0)
                {
                    unexplained.Add($"{row.GetProperty("id")} sentence {sentence.Key}: {difference}");
                }
            }

            bool typeChange = actual.Ner.Zip(actual.Ner.Skip(1)).Any(p => p.First.Result != "O" && p.Second.Result.StartsWith("I-", StringComparison.Ordinal) && p.First.Result[2..] != p.Second.Result[2..]);
            if (!labelsDiffer && !typeChange && !renumbered && GoldenRow.Difference(GoldenRow.Annotations(row, "ner_chunk"), actual.NerChunk) is { } chunk)
            {
                unexplained.Add($"{row.GetProperty("id")} chunks: {chunk}");
            }
        }

        Assert.Empty(unexplained);

        // The rules are not excuses for everything: most sentences are equal, and each rule is seen.
        Assert.True(same > 100, $"{same} sentences are equal");
        Assert.Contains("several parts", rules.Keys);
    }

    // The sentence's own number in place of Spark NLP's count of sentences with tokens: a rule of its own.
    private static Annotation Numbered(Annotation ours, Annotation theirs) => ours with
    {
        Metadata = new AnnotationMetadata(ours.Metadata.Select(m => m.Key == "sentence" ? new(m.Key, theirs.Metadata["sentence"]) : m)),
    };

    // Why the model sees something else than with Spark NLP. Empty: it sees the same, and must say the same.
    private static IEnumerable<string> Reasons(IEnumerable<Annotation> tokens, WordPieceTokenizer wordPieces, HeadPieceEncoder encoder, bool cased)
    {
        var pieces = new PieceBuffer();
        int total = 0;
        foreach (Annotation token in tokens)
        {
            List<int> heads = [];
            List<int> begins = [];
            encoder.Encode(token.Result, token.Begin, heads, begins);
            pieces.Clear();
            wordPieces.EncodeWord(token.Result, 0, token.Begin, pieces);
            total += Math.Max(pieces.Count, heads.Count);
            if (!pieces.Ids.SequenceEqual([.. heads]))
            {
                yield return Reason(token.Result, cased) ?? throw new InvalidOperationException($"No rule says why '{token.Result}' is encoded otherwise.");
            }
            else if (heads.Count == 0)
            {
                yield return "encodes to nothing";
            }
            else if (begins.Zip(pieces.Starts.ToArray()).Any(p => p.First != p.Second))
            {
                yield return "grows under normalization";
            }
        }

        if (total > MaxLength - 2)
        {
            yield return "longer than the window";
        }
    }

    private static string? Reason(string token, bool cased)
    {
        if (token.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c == '\uFFFD' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse))
        {
            return "control and format characters";
        }

        if (token.Length > 1 && token.Any(c => char.IsPunctuation(c) || char.IsSymbol(c) || char.IsWhiteSpace(c) || c is >= '\u3400' and <= '\u9FFF'))
        {
            return "several parts";
        }

        if (token.Length > 100)
        {
            return "long word";
        }

        string decomposed = CanonicalDecomposition.Decompose(token);
        if (cased && decomposed.Any(c => c is >= '\u0300' and <= '\u036F'))
        {
            return "accents of a cased model";
        }

        return decomposed.Any(c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark) || decomposed != token || char.IsWhiteSpace(token[0])
            ? "other normalization"
            : null;
    }
}
