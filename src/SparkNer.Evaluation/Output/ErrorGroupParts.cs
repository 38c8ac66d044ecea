using System.Xml.Linq;
using SparkNer.Evaluation.Errors;

namespace SparkNer.Evaluation.Output;

/// <summary>A group of errors on the page.</summary>
internal static class ErrorGroupParts
{
    public static Func<ErrorGroup, XElement> Of(int errors) => group => new XElement(
        "details",
        new XElement("summary", PageText.Of($"{Title(group)}: {PageText.Number(group.Count)}")),
        new XElement("ul", group.MostFrequent(errors).Select(e => Error(group, e.Text, e.Count, e.Example))));

    private static string Title(ErrorGroup group) => (group.GoldType, group.PredictedType) switch
    {
        ({ } gold, null) => $"{PageText.Of(group.Kind)} {gold}",
        (null, { } predicted) => $"{PageText.Of(group.Kind)} {predicted}",
        var (gold, predicted) when gold != predicted => $"{PageText.Of(group.Kind)}: {gold} taken for {predicted}",
        var (gold, _) => $"{PageText.Of(group.Kind)} of {gold}",
    };

    private static XElement Error(ErrorGroup group, string text, long count, ErrorExample example) => new(
        "li",
        new XElement("b", PageText.Of(text)),
        $" × {PageText.Number(count)} ",
        new XElement("small", PageText.Of(example.Place)),
        new XElement("p", example.CutBefore ? "… " : "", Words(group, example), example.CutAfter ? " …" : ""));

    // Neighbours that are marked alike share an element, so that an entity looks like one.
    private static IEnumerable<object> Words(ErrorGroup group, ErrorExample example)
    {
        int begin = 0;
        for (int i = 1; i <= example.Words.Count; i++)
        {
            if (i < example.Words.Count && Marks(example, i) == Marks(example, begin))
            {
                continue;
            }

            string text = PageText.Of(string.Join(' ', example.Words.Skip(begin).Take(i - begin)));
            (bool gold, bool predicted) = Marks(example, begin);
            object words = gold ? Titled(PageParts.Gold(text), group.GoldType) : text;
            yield return predicted ? Titled(new XElement("mark", words), group.PredictedType) : words;
            yield return i < example.Words.Count ? " " : "";
            begin = i;
        }
    }

    private static XElement Titled(XElement element, string? type)
    {
        element.SetAttributeValue("title", PageText.Of(type ?? ""));
        return element;
    }

    private static (bool Gold, bool Predicted) Marks(ErrorExample example, int word) => (Holds(example.Gold, word), Holds(example.Predicted, word));

    private static bool Holds((int First, int Last)? span, int word) => span is { } s && s.First <= word && word <= s.Last;
}
