using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Cli.Output;

namespace SparkNer.Cli.Tests;

public sealed partial class EntityPrinterTests
{
    private const string Text = "Anna Schmidt moved to Oslo.";

    private static readonly PrintedEntity[] _entities = [new("LOC", "Oslo", 22, 25, 0.98765), new("PER", "Anna Schmidt", 0, 11, 0.5)];

    [Fact]
    public void Without_colours_entities_are_marked_in_the_text() =>
        Assert.Equal(
            """
            [Anna Schmidt](PER) moved to [Oslo](LOC).

            entity  text          begin..end  confidence
            PER     Anna Schmidt       0..11       0.500
            LOC     Oslo              22..25       0.988

            """.ReplaceLineEndings("\n"),
            Print(Text, _entities, terminal: false));

    [Fact]
    public void In_a_pipe_nothing_wraps()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 200));
        Assert.Equal(text, Print(text, [], terminal: false).Split('\n')[0]);
    }

    [Fact]
    public void On_a_terminal_entities_are_coloured_and_text_wraps_to_it()
    {
        string screen = Print(Text + " " + Text + " " + Text, _entities, terminal: true, width: 40);
        Assert.Contains('\x1b', screen);
        string[] lines = Escapes().Replace(screen, "").Split('\n');
        Assert.StartsWith("Anna Schmidt PER moved to Oslo LOC.", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= 40, line));
        Assert.Contains(lines, line => line.Contains("0..11", StringComparison.Ordinal) && line.Contains("0.500", StringComparison.Ordinal));
    }

    [Fact]
    public void No_entities() => Assert.Equal("Nothing.\n\nNo entities.\n", Print("Nothing.", [], terminal: false));

    [Fact]
    public void An_empty_text() => Assert.Equal("\n\nNo entities.\n", Print("", [], terminal: false));

    [Fact]
    public void An_unknown_confidence_stays_empty() =>
        Assert.EndsWith("PER     Anna        0..3            \n", Print("Anna", [new("PER", "Anna", 0, 3, null)], terminal: false), StringComparison.Ordinal);

    [Fact]
    public void Brackets_are_no_markup_and_controls_do_not_steer_the_terminal()
    {
        string screen = Print("[red]\x1b[2J Bo", [new("[X]", "Bo", 10, 11, 1)], terminal: true);
        Assert.Contains("[red]␛[2J", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b[2J", screen, StringComparison.Ordinal);
        Assert.Contains("[X]", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_stay() => Assert.StartsWith("a\n[b](X)\n", Print("a\nb", [new("X", "b", 2, 2, 1)], terminal: false), StringComparison.Ordinal);

    [Fact]
    public void Of_overlapping_entities_the_first_is_marked() =>
        Assert.Equal("[Anna](A) S", EntityPrinter.MarkedText("Anna S", [new("A", "Anna", 0, 3, 1), new("B", "na S", 2, 5, 1), new("C", "", 9, 12, 1)]));

    [Fact]
    public void Taking_the_marks_away_gives_the_text_back()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            string text = new('x', 40);
            PrintedEntity[] entities = [.. numbers.Select(n => Math.Abs(n % 40)).Order().Select(begin => new PrintedEntity("L", "", begin, begin + (begin % 5), null))];
            return EntityPrinter.MarkedText(text, entities).Replace("[", "", StringComparison.Ordinal).Replace("](L)", "", StringComparison.Ordinal) == text;
        });
        property.QuickCheckThrowOnFailure();
    }

    private static string Print(string text, PrintedEntity[] entities, bool terminal, int width = 80)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var streams = new ConsoleStreams(writer, terminal, TextWriter.Null, false, name => name == "TERM" ? "xterm-256color" : null, () => width);
        new EntityPrinter(streams.CreateOut()).Print(text, entities);
        return writer.ToString();
    }

    [GeneratedRegex("\x1b\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
