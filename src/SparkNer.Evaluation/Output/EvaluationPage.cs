using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SparkNer.Evaluation.Conlleval;
using SparkNer.Evaluation.Errors;
using SparkNer.Evaluation.Reports;
using SparkNer.Evaluation.TokenTags;

namespace SparkNer.Evaluation.Output;

/// <summary>An evaluation as a web page that needs nothing else: scores, confusion, and the most frequent errors in their sentences.</summary>
public static class EvaluationPage
{
    private const int Digits = 2;
    private const int Groups = 30;
    private const int ErrorsPerGroup = 10;

    // A larger table says nothing to anybody.
    private const int MostTags = 60;

    /// <summary>Makes the page.</summary>
    /// <param name="evaluator">What was counted, with <see cref="EvaluationOptions.CollectErrors"/>.</param>
    /// <param name="title">The heading.</param>
    /// <param name="facts">What was evaluated and how: names and values.</param>
    /// <returns>HTML that is XML too.</returns>
    /// <exception cref="ArgumentException">The evaluator did not collect errors.</exception>
    public static string Write(Evaluator evaluator, string title, IEnumerable<KeyValuePair<string, string>> facts)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ErrorGallery errors = evaluator.Errors ?? throw new ArgumentException("The evaluator did not collect errors.", nameof(evaluator));
        evaluator.Conlleval.Finish();
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", PageText.Of(title)),
                new XElement("style", PageStyle.Css)),
            new XElement(
                "body",
                new XElement("h1", PageText.Of(title)),
                PageParts.Facts(facts.Concat(Counted(evaluator))),
                Conlleval(evaluator.Conlleval),
                Seqeval(evaluator),
                Confusion("Confusion of types, token by token", evaluator.Matrix.Merged(TypeOf)),
                Confusion("Confusion of tags", evaluator.Matrix),
                Errors(errors)));
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static IEnumerable<KeyValuePair<string, string>> Counted(Evaluator evaluator) =>
    [
        new("Sentences", PageText.Number(evaluator.Sentences)),
        new("Tokens", PageText.Number(evaluator.Tokens)),
        new("Tokens with the right tag", FixedPoint.Format(100 * evaluator.Matrix.Accuracy, Digits) + " %"),
    ];

    private static XElement Conlleval(ConllevalCounter counter)
    {
        var rows = counter.Types.Types.Select(t => (Name: t, Count: counter.Types[t])).Append((Name: "all", Count: counter.Types.Total)).Select(row =>
        {
            PrecisionRecall scores = ConllevalText.Percentages(row.Count);
            return new[] { row.Name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), PageText.Number(row.Count.Gold), PageText.Number(row.Count.Found), PageText.Number(row.Count.Correct) };
        });
        return PageParts.Section("Entities, as conlleval counts them (percent)", PageParts.Table(["type", "precision", "recall", "FB1", "there", "found", "correct"], rows));
    }

    private static XElement Seqeval(Evaluator evaluator)
    {
        string mode = evaluator.Options.StrictScheme is { } scheme ? $"strict, {SparkNer.Evaluation.Seqeval.SchemeNames.Of(scheme)}" : "default mode";
        ClassReport report = evaluator.SeqevalReport();
        var rows = report.Classes.Concat(report.Averages).Select(row =>
            new[] { row.Name, Number(100 * row.Scores.Precision), Number(100 * row.Scores.Recall), Number(100 * row.Scores.F1), PageText.Number(row.Support) });
        return PageParts.Section($"Entities, as seqeval counts them ({mode}; percent)", PageParts.Table(["type", "precision", "recall", "F1", "support"], rows));
    }

    private static XElement? Confusion(string title, TagMatrix matrix)
    {
        IReadOnlyList<string> tags = matrix.Tags;
        if (tags.Count > MostTags)
        {
            return null;
        }

        return PageParts.Section(
            title,
            new XElement("p", "Rows: the right one. Columns: the predicted one."),
            PageParts.Matrix(tags, (gold, predicted) => matrix[gold, predicted]));
    }

    private static XElement Errors(ErrorGallery gallery)
    {
        IReadOnlyList<ErrorGroup> groups = gallery.Groups;
        long total = groups.Sum(g => g.Count);
        var kinds = Enum.GetValues<ErrorKind>().Select(kind => new[] { PageText.Of(kind), PageText.Number(groups.Where(g => g.Kind == kind).Sum(g => g.Count)) });
        return PageParts.Section(
            $"Errors ({PageText.Number(total)})",
            new XElement("p", "The right entity is ", PageParts.Gold("underlined"), ", the predicted one ", PageParts.Predicted("shaded"), "."),
            PageParts.Table(["kind", "entities"], kinds),
            groups.Take(Groups).Select(ErrorGroupParts.Of(ErrorsPerGroup)));
    }

    private static string Number(double value) => FixedPoint.Format(value, Digits);

    private static string TypeOf(string tag)
    {
        int hyphen = tag.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? tag : tag[(hyphen + 1)..];
    }
}
