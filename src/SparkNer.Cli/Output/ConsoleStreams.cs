using System.Text;
using Spectre.Console;

namespace SparkNer.Cli.Output;

/// <summary>Stdout and stderr, and whether each is a terminal.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="OutIsTerminal">Whether stdout is a terminal.</param>
/// <param name="Error">Everything else: errors, warnings, progress, summaries.</param>
/// <param name="ErrorIsTerminal">Whether stderr is a terminal.</param>
/// <param name="Environment">Reads an environment variable.</param>
/// <param name="Width">The terminal's width in columns.</param>
internal sealed record ConsoleStreams(
    TextWriter Out, bool OutIsTerminal, TextWriter Error, bool ErrorIsTerminal, Func<string, string?> Environment, Func<int> Width)
{
    /// <summary>The process's own, in UTF-8 whatever the locale says.</summary>
    public static ConsoleStreams OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new ConsoleStreams(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            !Console.IsOutputRedirected,
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true }),
            !Console.IsErrorRedirected,
            System.Environment.GetEnvironmentVariable,
            TerminalWidth);
    }

    /// <summary>Stdout with colours where it is a terminal.</summary>
    public IAnsiConsole CreateOut() => Create(Out, OutIsTerminal);

    /// <summary>Stderr with colours where it is a terminal.</summary>
    public IAnsiConsole CreateError() => Create(Error, ErrorIsTerminal);

    private IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        // https://no-color.org: set to anything but the empty text.
        bool ansi = isTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new TerminalOutput(writer, isTerminal, Width),

            // Those guess by the variables of build servers, and would write colours into their logs.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 80;
        }
    }
}
