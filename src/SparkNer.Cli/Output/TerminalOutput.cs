using System.Text;
using Spectre.Console;

namespace SparkNer.Cli.Output;

/// <summary>A stream as Spectre.Console sees it. Its own class asks System.Console, which only knows stdout's width and only its own writers.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal, Func<int> width) : IAnsiConsoleOutput
{
    // Wide enough that nothing wraps where no terminal does the wrapping.
    private const int Unbounded = 1_000_000;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal ? Math.Max(width(), 20) : Unbounded;

    public int Height => 25;

    public void SetEncoding(Encoding encoding)
    {
        // The writer has its encoding already: UTF-8.
    }
}
