using System.CommandLine;
using System.CommandLine.Invocation;

namespace SparkNer.Cli.Help;

/// <summary>Help and version: they answer whatever else the command line says, mistakes included.</summary>
internal sealed class DelegateAction(Action<ParseResult> action) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        action(parseResult);
        return ExitCode.Ok;
    }
}
