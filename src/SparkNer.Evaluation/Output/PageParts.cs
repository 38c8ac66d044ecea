using System.Globalization;
using System.Xml.Linq;

namespace SparkNer.Evaluation.Output;

/// <summary>The page's building blocks. An element that must not be empty gets an empty text, since HTML knows no self-closing ones.</summary>
internal static class PageParts
{
    public static XElement Section(string title, params object?[] content) => new("section", new XElement("h2", PageText.Of(title)), content);

    public static XElement Facts(IEnumerable<KeyValuePair<string, string>> facts) =>
        new("dl", facts.Select(f => new[] { new XElement("dt", PageText.Of(f.Key)), new XElement("dd", PageText.Of(f.Value)) }));

    public static XElement Table(IReadOnlyList<string> headers, IEnumerable<string[]> rows) => new(
        "table",
        new XElement("thead", new XElement("tr", headers.Select(Head))),
        new XElement("tbody", "", rows.Select(row => new XElement("tr", new XElement("th", PageText.Of(row[0])), row[1..].Select(c => new XElement("td", PageText.Of(c)))))));

    /// <summary>A table of counts, the darker the larger a cell's share of its row.</summary>
    public static XElement Matrix(IReadOnlyList<string> names, Func<string, string, long> count) => new(
        "div",
        new XAttribute("class", "wide"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", Head(""), names.Select(Head))),
            new XElement("tbody", "", names.Select(row => new XElement("tr", Head(row), names.Select(column => Cell(row == column, count(row, column), names.Sum(c => count(row, c)))))))));

    public static XElement Gold(string text) => new("u", PageText.Of(text));

    public static XElement Predicted(string text) => new("mark", PageText.Of(text));

    private static XElement Head(string name) => new("th", PageText.Of(name));

    private static XElement Cell(bool right, long count, long row)
    {
        double share = row == 0 ? 0 : (double)count / row;
        string colour = right ? "46,125,50" : "198,40,40";
        string opacity = (share * 0.8).ToString("0.###", CultureInfo.InvariantCulture);
        return new XElement("td", new XAttribute("style", $"background:rgba({colour},{opacity})"), count == 0 ? "·" : PageText.Number(count));
    }
}
