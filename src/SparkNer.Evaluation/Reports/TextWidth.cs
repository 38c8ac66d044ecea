namespace SparkNer.Evaluation.Reports;

/// <summary>Widths of texts in code points, as Python counts them.</summary>
internal static class TextWidth
{
    public static int Of(string text) => CodePoints.Count(text);

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;
}
