using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Evaluation.Conlleval;
using SparkNer.Evaluation.Output;
using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Tests;

public sealed class ScoreProperties
{
    [Fact]
    public void Conlleval_and_seqeval_count_the_same_where_both_know_the_tags() => Prop.ForAll(Tags.Iob, sentences =>
    {
        Evaluator evaluator = Make.Evaluate(sentences);
        evaluator.ToText(ReportKind.Conlleval);
        CountTable script = evaluator.Conlleval.Types;
        CountTable library = evaluator.Seqeval.Types;
        return script.Types.SequenceEqual(library.Types) && script.Types.All(t => script[t] == library[t]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_column_against_itself_is_all_right() => Prop.ForAll(Tags.Odd, sentences =>
    {
        Evaluator evaluator = Make.Evaluate(sentences.Select(s => s with { Predictions = [s.Gold] }));
        EvaluationCount count = evaluator.Entities;
        return count.Gold == count.Found && count.Found == count.Correct && evaluator.Matrix.Correct == evaluator.Tokens;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exchanged_columns_exchange_precision_and_recall() => Prop.ForAll(Tags.Odd, sentences =>
    {
        Evaluator one = Make.Evaluate(sentences);
        Evaluator other = Make.Evaluate(sentences.Select(s => s with { Gold = s.Predictions[0], Predictions = [s.Gold] }));
        return one.Entities == new EvaluationCount(other.Entities.Found, other.Entities.Gold, other.Entities.Correct);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Strict_finds_no_more_than_the_tags_begin() => Prop.ForAll(Tags.Iobes, sentences =>
    {
        EvaluationCount strict = Make.Evaluate(sentences, new EvaluationOptions { StrictScheme = TaggingScheme.Iobes }).Entities;
        int begun = sentences.Sum(s => s.Gold.Count(t => t[0] is 'B' or 'S'));
        return strict.Gold <= begun && strict.Correct <= Math.Min(strict.Gold, strict.Found);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_add_up_to_the_whole() => Prop.ForAll(Tags.Iobes, sentences =>
    {
        var sum = new Evaluator();
        foreach (TaggedSentence[] part in sentences.Chunk(2))
        {
            sum.Add(Make.Evaluate(part));
        }

        Evaluator whole = Make.Evaluate(sentences);
        return sum.Sentences == whole.Sentences && Enum.GetValues<ReportKind>().All(kind => sum.ToText(kind, 6) == whole.ToText(kind, 6));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_json_holds_the_reports_numbers() => Prop.ForAll(Tags.Odd, sentences =>
    {
        Evaluator evaluator = Make.Evaluate(sentences);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            EvaluationJson.Write(writer, evaluator);
        }

        JsonElement json = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement;
        JsonElement micro = json.GetProperty("seqeval").GetProperty("micro avg");
        long cells = json.GetProperty("confusion").GetProperty("counts").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt64()));
        return micro.GetProperty("f1-score").GetDouble() == evaluator.Entities.Scores.F1
            && json.GetProperty("conlleval").GetProperty("fb1").GetDouble() == ConllevalText.Percentages(evaluator.Conlleval.Types.Total).F1
            && cells == evaluator.Tokens;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_unknown_tag_of_the_strict_scheme_is_named_with_its_line()
    {
        EvaluationException error = Assert.Throws<EvaluationException>(
            () => Make.Evaluate([Make.Sentence("B-PER O O", "B-PER O E-LOC")], new EvaluationOptions { StrictScheme = TaggingScheme.Iob2 }));
        Assert.StartsWith("test.conll, line 3: the tag 'E-LOC' is none of the scheme IOB2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_open_at_the_end_is_right_for_conlleval()
    {
        Evaluator evaluator = Make.Evaluate([Make.Sentence("S-LOC -", "S-LOC -")]);
        Assert.StartsWith("processed 2 tokens with 2 phrases; found: 2 phrases; correct: 2.\n", evaluator.ToText(ReportKind.Conlleval), StringComparison.Ordinal);
        Assert.Equal(evaluator.ToText(ReportKind.Conlleval), evaluator.ToText(ReportKind.Conlleval));
    }

    [Fact]
    public void Nothing_at_all_gives_zeros()
    {
        var evaluator = new Evaluator();
        Assert.Equal("processed 0 tokens with 0 phrases; found: 0 phrases; correct: 0.\n", evaluator.ToText(ReportKind.Conlleval));
        const string zeros =
            "              precision    recall  f1-score   support\n\n\n   micro avg       0.00      0.00      0.00         0\n"
            + "   macro avg       0.00      0.00      0.00         0\nweighted avg       0.00      0.00      0.00         0\n";
        Assert.Equal(zeros, evaluator.ToText(ReportKind.Seqeval));
        Assert.Equal(zeros.Replace("micro avg ", " accuracy ", StringComparison.Ordinal)[..60], evaluator.ToText(ReportKind.Tokens)[..60]);
        Assert.Equal(zeros, Make.Evaluate([Make.Sentence("O O", "O O")]).ToText(ReportKind.Seqeval));
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused() =>
        Assert.Throws<EvaluationException>(() => Make.Evaluate([Make.Sentence("O O", "O") with { Words = ["a", "b"] }]));
}
