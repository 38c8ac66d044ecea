using System.CommandLine;
using SparkNer.Cli.Help;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;

namespace SparkNer.Cli.Submit;

/// <summary>The command line of a driver's program.</summary>
/// <param name="job">The job.</param>
/// <param name="description">What it does: one sentence.</param>
/// <param name="options">What it takes.</param>
internal sealed class JobCommandLine(SparkJob job, string description, IReadOnlyList<OptionSpec> options)
{
    /// <summary>What was given; null where help was asked for and has been written.</summary>
    /// <param name="args">The arguments; before them, from spark-submit, the job's word.</param>
    /// <param name="streams">Where help goes.</param>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public GivenOptions? Read(string[] args, ConsoleStreams streams)
    {
        string[] given = CommandLineArguments.Normalize(args.Length > 0 && args[0] == job.Word ? args[1..] : args);
        if (given is ["--help" or "-h", ..])
        {
            new HelpWriter(streams.Out, 100).WriteCommand($"{job.Program} [options]", description, argument: null, options, []);
            return null;
        }

        return Read(given);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">Something in the arguments is wrong.</exception>
    public GivenOptions Read(string[] args)
    {
        var command = new SpecCommand(job.Word, description, options, takesInputs: false);
        var root = new RootCommand { command.Command };
        return command.Read(root.Parse([command.Command.Name, .. args], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null }), args);
    }
}
