using System.Globalization;

namespace SparkNer.Cli.Output;

/// <summary>How far and how fast a run is at one moment.</summary>
/// <param name="Documents">Documents done.</param>
/// <param name="Pieces">Word pieces done.</param>
/// <param name="Fraction">The part of the input done, 0 to 1; null where nobody knows.</param>
/// <param name="Elapsed">Since the start.</param>
/// <param name="DocumentsPerSecond">Over the time looked at.</param>
/// <param name="PiecesPerSecond">Over the time looked at.</param>
/// <param name="Left">How long it will go on like this; null where nobody knows.</param>
internal sealed record RunFigures(
    long Documents, long Pieces, double? Fraction, TimeSpan Elapsed, double DocumentsPerSecond, double PiecesPerSecond, TimeSpan? Left)
{
    /// <summary>The line of a log while the run goes on.</summary>
    public string ToLine()
    {
        string part = Fraction is { } fraction ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((fraction * 100) + 1e-9):0} % | ") : "";
        string left = Left is { } time ? $" | {Format(time)} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{part}{Documents:N0} documents ({DocumentsPerSecond:N0}/s) | {Pieces:N0} word pieces ({PiecesPerSecond:N0}/s){left}");
    }

    /// <summary>The line after the run.</summary>
    public string ToSummary() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Documents:N0} {(Documents == 1 ? "document" : "documents")}, {Pieces:N0} word pieces in {Elapsed.TotalSeconds:N1} s ({DocumentsPerSecond:N0} documents/s, {PiecesPerSecond:N0} word pieces/s)");

    /// <summary>A time as <c>1:02:03</c> or <c>2:03</c>.</summary>
    internal static string Format(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
