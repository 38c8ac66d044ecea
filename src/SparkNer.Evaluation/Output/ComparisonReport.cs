using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Evaluation.Comparing;
using SparkNer.Evaluation.Reports;

namespace SparkNer.Evaluation.Output;

/// <summary>A comparison of two systems, for people and for programs.</summary>
public static class ComparisonReport
{
    private const int ValueWidth = 9;
    private const int PDigits = 4;

    /// <summary>The comparison as text; scores in percent.</summary>
    /// <param name="comparison">What was counted.</param>
    /// <param name="result">What resampling says.</param>
    /// <param name="nameA">What the first is called.</param>
    /// <param name="nameB">What the second is called.</param>
    /// <param name="digits">How many decimals.</param>
    public static string ToText(SystemComparison comparison, BootstrapResult result, string nameA, string nameB, int digits)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(result);
        (string Name, double A, double B)[] rows = [.. Rows(comparison)];
        int width = rows.Max(r => TextWidth.Of(r.Name));
        string Value(double value) => FixedPoint.Format(100 * value, digits).PadLeft(ValueWidth + digits);
        var text = new StringBuilder($"A: {nameA}\nB: {nameB}\n\n{new string(' ', width)}");
        foreach (string header in (string[])["A", "B", "B - A"])
        {
            text.Append(' ').Append(header.PadLeft(ValueWidth + digits));
        }

        text.Append('\n');
        foreach ((string name, double a, double b) in rows)
        {
            text.Append($"{TextWidth.PadLeft(name, width)} {Value(a)} {Value(b)} {Value(b - a)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{FixedPoint.Format(100 * comparison.Agreement, digits)} % of {comparison.A.Tokens} tokens have the same tag in both.\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"F1 of B - F1 of A: {FixedPoint.Format(100 * result.Difference, digits)}, 95 % interval {FixedPoint.Format(100 * result.Low, digits)} to {FixedPoint.Format(100 * result.High, digits)}, "
            + $"p = {FixedPoint.Format(result.PValue, PDigits)} (paired bootstrap, {comparison.A.Sentences} sentences, {result.Resamples} resamples, seed {result.Seed}).\n");
        return text.ToString();
    }

    /// <summary>The comparison as one JSON object; scores from 0 to 1.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="comparison">What was counted.</param>
    /// <param name="result">What resampling says.</param>
    /// <param name="nameA">What the first is called.</param>
    /// <param name="nameB">What the second is called.</param>
    public static void WriteJson(Utf8JsonWriter json, SystemComparison comparison, BootstrapResult result, string nameA, string nameB)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(result);
        json.WriteStartObject();
        foreach ((string key, string name, Evaluator evaluator) in (ReadOnlySpan<(string, string, Evaluator)>)[("a", nameA, comparison.A), ("b", nameB, comparison.B)])
        {
            json.WriteStartObject(key);
            json.WriteString("name", name);
            EvaluationJson.WriteMembers(json, evaluator);
            json.WriteEndObject();
        }

        json.WriteNumber("agreement", comparison.Agreement);
        json.WriteNumber("difference", result.Difference);
        json.WriteStartArray("interval");
        json.WriteNumberValue(result.Low);
        json.WriteNumberValue(result.High);
        json.WriteEndArray();
        json.WriteNumber("p", result.PValue);
        json.WriteNumber("resamples", result.Resamples);
        json.WriteNumber("seed", result.Seed);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, double A, double B)> Rows(SystemComparison comparison)
    {
        PrecisionRecall a = comparison.A.Entities.Scores;
        PrecisionRecall b = comparison.B.Entities.Scores;
        yield return ("precision", a.Precision, b.Precision);
        yield return ("recall", a.Recall, b.Recall);
        yield return ("F1", a.F1, b.F1);
        CountTable typesA = comparison.A.Seqeval.Types;
        CountTable typesB = comparison.B.Seqeval.Types;
        foreach (string type in typesA.Types.Union(typesB.Types).Order(CodePointComparer.Instance))
        {
            yield return ("F1 of " + type, typesA[type].Scores.F1, typesB[type].Scores.F1);
        }
    }
}
