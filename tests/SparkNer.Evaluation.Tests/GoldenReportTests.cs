using System.Text.Json;
using SparkNer.Evaluation.Reading;
using SparkNer.Evaluation.Reports;
using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Tests;

public sealed class GoldenReportTests
{
    public static TheoryData<int> Cases => GoldenCases.Numbers;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Conlleval_to_the_letter(int number)
    {
        GoldenCase golden = GoldenCases.All[number];
        string expected = File.ReadAllText(golden.PathOf("txt"));
        Assert.Equal(expected, golden.Evaluate().ToText(ReportKind.Conlleval));
        Assert.Equal(expected, golden.Expected.GetProperty("conlleval_text").GetString());

        using StreamReader file = File.OpenText(golden.PathOf("conll"));
        Evaluator read = Make.Evaluate(new ConllReader(file, "file", new ConllOptions { PredictedColumns = [3] }).Read());
        Assert.Equal(expected, read.ToText(ReportKind.Conlleval));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Seqeval_by_default_to_the_letter(int number)
    {
        GoldenCase golden = GoldenCases.All[number];
        AssertSeqeval(golden.Expected.GetProperty("seqeval_default"), golden.Evaluate());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Seqeval_strict_to_the_letter(int number)
    {
        GoldenCase golden = GoldenCases.All[number];
        foreach (JsonProperty scheme in golden.Expected.GetProperty("seqeval_strict").EnumerateObject())
        {
            var options = new EvaluationOptions { StrictScheme = Enum.Parse<TaggingScheme>(scheme.Name, ignoreCase: true) };
            if (scheme.Value.GetProperty("report").TryGetProperty("error", out _))
            {
                EvaluationException error = Assert.Throws<EvaluationException>(() => golden.Evaluate(options));
                Assert.Contains("test.conll, line ", error.Message, StringComparison.Ordinal);
            }
            else
            {
                AssertSeqeval(scheme.Value, golden.Evaluate(options));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Token_report_to_the_letter(int number)
    {
        GoldenCase golden = GoldenCases.All[number];
        JsonElement expected = golden.Expected.GetProperty("sklearn");
        Evaluator evaluator = golden.Evaluate();
        Assert.Equal(expected.GetProperty("text_digits4").GetString(), evaluator.ToText(ReportKind.Tokens, 4));
        AssertNumbers(expected.GetProperty("report"), evaluator.TokenReport());
        if (expected.GetProperty("text_without_O_digits4") is { ValueKind: JsonValueKind.String } text)
        {
            Assert.Equal(text.GetString(), evaluator.ToText(ReportKind.Tokens, 4, withOutside: false));
            AssertNumbers(expected.GetProperty("report_without_O"), evaluator.TokenReport(withOutside: false));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Entities_are_those_of_seqeval(int number)
    {
        GoldenCase golden = GoldenCases.All[number];
        Assert.Equal(golden.Expected.GetProperty("accuracy").GetDouble(), golden.Evaluate().Matrix.Accuracy);
        AssertEntities(golden.Expected.GetProperty("entities_true"), golden.Sentences.Select(s => s.Gold));
        AssertEntities(golden.Expected.GetProperty("entities_pred"), golden.Sentences.Select(s => s.Predictions[0]));
    }

    private static void AssertEntities(JsonElement expected, IEnumerable<IReadOnlyList<string>> sentences)
    {
        var tracker = new DefaultTracker();
        var found = new List<EntitySpan>();
        long position = 0;
        foreach (IReadOnlyList<string> sentence in sentences)
        {
            found.AddRange(sentence.Select(tag => tracker.Next(tag, position++)).OfType<EntitySpan>());
            found.AddRange(new[] { tracker.EndSentence(position++) }.OfType<EntitySpan>());
        }

        Assert.Equal(expected.EnumerateArray().Select(e => new EntitySpan(e[0].GetString()!, e[1].GetInt64(), e[2].GetInt64())), found);
    }

    // Where there is no entity at all the library prints nothing, and we zeros.
    private static void AssertSeqeval(JsonElement expected, Evaluator evaluator)
    {
        if (expected.TryGetProperty("text_digits2", out JsonElement two) && two.ValueKind == JsonValueKind.String)
        {
            Assert.Equal(two.GetString(), evaluator.ToText(ReportKind.Seqeval));
            Assert.Equal(expected.GetProperty("text_digits4").GetString(), evaluator.ToText(ReportKind.Seqeval, 4));
            AssertNumbers(expected.GetProperty("report"), evaluator.SeqevalReport());
        }
        else
        {
            ClassReport report = evaluator.SeqevalReport();
            Assert.Empty(report.Classes);
            Assert.All(report.Averages, average => Assert.Equal((default, 0L), (average.Scores, average.Support)));
        }
    }

    private static void AssertNumbers(JsonElement expected, ClassReport report)
    {
        Dictionary<string, ReportRow> rows = report.Classes.Concat(report.Averages).ToDictionary(r => r.Name);
        foreach (JsonProperty row in expected.EnumerateObject())
        {
            if (row.Name == "accuracy")
            {
                Assert.Equal(row.Value.GetDouble(), report.Accuracy);
                continue;
            }

            PrecisionRecall scores = new(row.Value.GetProperty("precision").GetDouble(), row.Value.GetProperty("recall").GetDouble(), row.Value.GetProperty("f1-score").GetDouble());
            Assert.Equal((scores, row.Value.GetProperty("support").GetDouble()), (rows[row.Name].Scores, (double)rows[row.Name].Support));
        }

        Assert.Equal(expected.EnumerateObject().Count(), rows.Count + (report.Accuracy is null ? 0 : 1));
    }
}
