using System.Globalization;
using System.Text;

namespace SparkNer.Evaluation.Reports;

/// <summary>Precision, recall, F1 and support by class, and their averages: what seqeval and scikit-learn call a classification report.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ClassReport
{
    private const string Widest = "weighted avg";
    private static readonly string[] _headers = ["precision", "recall", "f1-score", "support"];

    private readonly bool _floatSupport;

    internal ClassReport(IReadOnlyList<ReportRow> classes, IReadOnlyList<ReportRow> averages, double? accuracy, bool floatSupport = false)
    {
        Classes = classes;
        Averages = averages;
        Accuracy = accuracy;
        _floatSupport = floatSupport;
    }

    /// <summary>The classes, by code point.</summary>
    public IReadOnlyList<ReportRow> Classes { get; }

    /// <summary><c>micro avg</c> (unless there is an <see cref="Accuracy"/>), <c>macro avg</c> and <c>weighted avg</c>.</summary>
    public IReadOnlyList<ReportRow> Averages { get; }

    /// <summary>The accuracy where it stands in place of the micro average, as it does where all classes of the data are in the report; else null.</summary>
    public double? Accuracy { get; }

    /// <summary>The report as the libraries print it.</summary>
    /// <param name="digits">How many decimals.</param>
    public string ToText(int digits)
    {
        int width = Math.Max(Widest.Length, Math.Max(digits, Classes.Select(c => TextWidth.Of(c.Name)).DefaultIfEmpty().Max()));
        var text = new StringBuilder();
        text.Append($"{"".PadLeft(width)} {string.Concat(_headers.Select(h => $" {h,9}"))}\n\n");
        foreach (ReportRow row in Classes)
        {
            Append(text, row, width, digits);
        }

        text.Append('\n');
        if (Accuracy is { } accuracy)
        {
            text.Append($"{TextWidth.PadLeft("accuracy", width)} {"",20} {FixedPoint.Format(accuracy, digits),9} {Support(Averages[0].Support),9}\n");
        }

        foreach (ReportRow row in Averages)
        {
            Append(text, row, width, digits);
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, ReportRow row, int width, int digits) => text.Append(
        $"{TextWidth.PadLeft(row.Name, width)}  {FixedPoint.Format(row.Scores.Precision, digits),9} {FixedPoint.Format(row.Scores.Recall, digits),9}"
        + $" {FixedPoint.Format(row.Scores.F1, digits),9} {Support(row.Support),9}\n");

    private string Support(long support) => support.ToString(CultureInfo.InvariantCulture) + (_floatSupport ? ".0" : "");
}
