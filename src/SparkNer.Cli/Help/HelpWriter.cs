using System.CommandLine;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Help;

/// <summary>Writes help: plain text, wrapped, without colours.</summary>
internal sealed class HelpWriter(TextWriter writer, int width)
{
    private const int Indent = 2;
    private const int Column = 28;

    private readonly int _width = Math.Clamp(width, 60, 110);

    /// <summary>Help of the program, or of a command that only has commands.</summary>
    public void WriteCommands(string usage, string description, IEnumerable<Command> commands, IReadOnlyList<string> examples)
    {
        Paragraph(description);
        writer.WriteLine();
        Heading("Usage");
        Line(usage);
        writer.WriteLine();
        Heading("Commands");
        foreach (Command command in commands)
        {
            Row(command.Name, command.Description ?? "");
        }

        writer.WriteLine();
        WriteCommonOptions();
        WriteExamples(examples);
        WriteExitCodes();
    }

    /// <summary>Help of a command with options.</summary>
    public void WriteCommand(string usage, string description, ArgumentSpec? argument, IReadOnlyList<OptionSpec> options, IReadOnlyList<string> examples)
    {
        Paragraph(description);
        writer.WriteLine();
        Heading("Usage");
        Line(usage);
        writer.WriteLine();
        if (argument is not null)
        {
            Heading("Arguments");
            Row(argument.Label, argument.Description);
            writer.WriteLine();
        }

        foreach (IGrouping<string, OptionSpec> group in options.GroupBy(option => option.Group))
        {
            Heading(group.Key);
            foreach (OptionSpec option in group)
            {
                Row(Label(option), option.Default is null ? option.Description : $"{option.Description} [default: {option.Default}]");
            }

            writer.WriteLine();
        }

        WriteCommonOptions();
        WriteExamples(examples);
        WriteExitCodes();
    }

    /// <summary>An option as help names it: <c>-o, --output OUT</c>.</summary>
    public static string Label(OptionSpec option) =>
        (option.Alias is null ? "" : option.Alias + ", ") + option.Flag + (option.Value.Length == 0 ? "" : " " + option.Value);

    private void WriteCommonOptions()
    {
        Heading("Everywhere");
        Row("-h, --help", "Shows help.");
        Row("--version", "Shows the version.");
        writer.WriteLine();
    }

    private void WriteExamples(IReadOnlyList<string> examples)
    {
        Heading("Examples");
        foreach (string example in examples)
        {
            Line(example);
        }

        writer.WriteLine();
    }

    private void WriteExitCodes()
    {
        Heading("Exit codes");
        foreach ((string code, string meaning) in HelpText.ExitCodes)
        {
            Row(code, meaning);
        }
    }

    private void Heading(string text) => writer.WriteLine(text + ":");

    private void Line(string text) => writer.WriteLine(new string(' ', Indent) + text);

    private void Paragraph(string text)
    {
        foreach (string line in Wrap(text, _width))
        {
            writer.WriteLine(line);
        }
    }

    private void Row(string label, string text)
    {
        string start = new string(' ', Indent) + label;
        if (start.Length >= Column)
        {
            writer.WriteLine(start);
            start = "";
        }

        foreach (string line in Wrap(text, _width - Column))
        {
            writer.WriteLine(start.PadRight(Column) + line);
            start = "";
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }
}
