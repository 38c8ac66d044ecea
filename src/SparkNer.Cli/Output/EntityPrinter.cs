using System.Globalization;
using System.Text;
using Spectre.Console;

namespace SparkNer.Cli.Output;

/// <summary>Shows a text with its entities for a person to read: coloured in the text where there are colours, else marked <c>[Anna Schmidt](PER)</c>; below it a table.</summary>
internal sealed class EntityPrinter(IAnsiConsole stdout)
{
    private static readonly Dictionary<string, Color> _usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PER"] = Color.SkyBlue1,
        ["PERSON"] = Color.SkyBlue1,
        ["LOC"] = Color.DarkSeaGreen2,
        ["GPE"] = Color.DarkSeaGreen2,
        ["ORG"] = Color.LightSalmon1,
        ["MISC"] = Color.Plum1,
    };

    private static readonly Color[] _others = [Color.Khaki1, Color.Aquamarine1, Color.Pink1, Color.LightSteelBlue, Color.Gold1, Color.PaleGreen1];

    /// <summary>Prints the text and the table.</summary>
    /// <param name="text">The text that the offsets refer to.</param>
    /// <param name="entities">Its entities, in any order.</param>
    public void Print(string text, IReadOnlyList<PrintedEntity> entities)
    {
        List<PrintedEntity> sorted = [.. entities.OrderBy(entity => entity.Begin).ThenBy(entity => entity.End)];
        bool colours = stdout.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };
        if (colours)
        {
            stdout.Write(ColouredText(text, sorted));
            stdout.WriteLine();
        }
        else
        {
            stdout.Profile.Out.Writer.WriteLine(MarkedText(text, sorted));
        }

        stdout.Profile.Out.Writer.WriteLine();
        if (sorted.Count == 0)
        {
            stdout.Profile.Out.Writer.WriteLine("No entities.");
        }
        else if (colours)
        {
            stdout.Write(EntityTable(sorted));
        }
        else
        {
            WritePlainTable(sorted);
        }
    }

    /// <summary>The text with its entities marked <c>[text](LABEL)</c>.</summary>
    /// <param name="text">The text that the offsets refer to.</param>
    /// <param name="sorted">Its entities, in the order of the text; of two that overlap the first is marked.</param>
    internal static string MarkedText(string text, IReadOnlyList<PrintedEntity> sorted)
    {
        var marked = new StringBuilder(text.Length + (sorted.Count * 8));
        foreach ((string part, PrintedEntity? entity) in Parts(text, sorted))
        {
            marked.Append(entity is null ? Printable.Lines(part) : $"[{Printable.Lines(part)}]({Printable.Line(entity.Label)})");
        }

        return marked.ToString();
    }

    private static Paragraph ColouredText(string text, IReadOnlyList<PrintedEntity> sorted)
    {
        var paragraph = new Paragraph();
        foreach ((string part, PrintedEntity? entity) in Parts(text, sorted))
        {
            if (entity is null)
            {
                paragraph.Append(Printable.Lines(part), Style.Plain);
            }
            else
            {
                Color colour = ColourOf(entity.Label);
                paragraph.Append(Printable.Lines(part), new Style(Color.Black, colour));
                paragraph.Append(" " + Printable.Line(entity.Label), new Style(colour, decoration: Decoration.Bold));
            }
        }

        return paragraph;
    }

    private static Table EntityTable(IReadOnlyList<PrintedEntity> sorted)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn("entity").AddColumn("text").AddColumn(new TableColumn("begin..end").RightAligned()).AddColumn(new TableColumn("confidence").RightAligned());
        foreach (PrintedEntity entity in sorted)
        {
            table.AddRow(
                new Spectre.Console.Text(Printable.Line(entity.Label), new Style(ColourOf(entity.Label), decoration: Decoration.Bold)),
                new Spectre.Console.Text(Printable.Line(entity.Text)),
                new Spectre.Console.Text(Offsets(entity)),
                new Spectre.Console.Text(Confidence(entity)));
        }

        return table;
    }

    // By hand: Spectre pads every line to the console's width, and a pipe has none.
    private void WritePlainTable(IReadOnlyList<PrintedEntity> sorted)
    {
        List<string[]> rows = [["entity", "text", "begin..end", "confidence"]];
        rows.AddRange(sorted.Select(entity => new[] { Printable.Line(entity.Label), Printable.Line(entity.Text), Offsets(entity), Confidence(entity) }));
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            stdout.Profile.Out.Writer.WriteLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}");
        }
    }

    private static IEnumerable<(string Part, PrintedEntity? Entity)> Parts(string text, IReadOnlyList<PrintedEntity> sorted)
    {
        int position = 0;
        foreach (PrintedEntity entity in sorted)
        {
            int begin = entity.Begin;
            int end = Math.Min(entity.End + 1, text.Length);
            if (begin < position || begin >= end)
            {
                continue;
            }

            if (begin > position)
            {
                yield return (text[position..begin], null);
            }

            yield return (text[begin..end], entity);
            position = end;
        }

        if (position < text.Length)
        {
            yield return (text[position..], null);
        }
    }

    // One label, one colour, in every run.
    private static Color ColourOf(string label) => _usual.TryGetValue(label, out Color colour) ? colour : _others[label.Sum(c => c) % _others.Length];

    private static string Offsets(PrintedEntity entity) => string.Create(CultureInfo.InvariantCulture, $"{entity.Begin}..{entity.End}");

    private static string Confidence(PrintedEntity entity) => entity.Confidence?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
