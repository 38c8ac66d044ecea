using System.Text;
using SparkNer.Evaluation.Reports;

namespace SparkNer.Evaluation.Conlleval;

/// <summary>The script's output.</summary>
internal static class ConllevalText
{
    private const int TypeWidth = 17;

    // "100." and a blank before smaller numbers.
    private const int WholeWidth = 4;

    public static string Write(ConllevalCounter counter, int digits)
    {
        var text = new StringBuilder();
        EvaluationCount total = counter.Types.Total;
        text.Append($"processed {counter.Tokens} tokens with {total.Gold} phrases; found: {total.Found} phrases; correct: {total.Correct}.\n");
        if (counter.Tokens > 0)
        {
            text.Append($"accuracy: {Percent(100.0 * counter.CorrectTags / counter.Tokens, digits)}%; {Scores(total, digits)}\n");
        }

        foreach (string type in Lines(counter.Types))
        {
            EvaluationCount count = counter.Types[type];
            text.Append($"{TextWidth.PadLeft(type, TypeWidth)}: {Scores(count, digits)}  {count.Found}\n");
        }

        return text.ToString();
    }

    /// <summary>Precision, recall and F1 in percent. The script computes with percentages, which can differ from a hundred times the ratio in the last bit.</summary>
    public static PrecisionRecall Percentages(EvaluationCount count)
    {
        double precision = count.Found == 0 ? 0 : 100.0 * count.Correct / count.Found;
        double recall = count.Gold == 0 ? 0 : 100.0 * count.Correct / count.Gold;
        double sum = precision + recall;
        return new PrecisionRecall(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }

    // The script repeats an empty type that is in both columns.
    private static IEnumerable<string> Lines(CountTable types) =>
        types.Types.SelectMany(type => Enumerable.Repeat(type, type.Length == 0 && types[type] is { Gold: > 0, Found: > 0 } ? 2 : 1));

    private static string Scores(EvaluationCount count, int digits)
    {
        PrecisionRecall scores = Percentages(count);
        return $"precision: {Percent(scores.Precision, digits)}%; recall: {Percent(scores.Recall, digits)}%; FB1: {Percent(scores.F1, digits)}";
    }

    private static string Percent(double value, int digits) => FixedPoint.Format(value, digits).PadLeft(WholeWidth + digits);
}
