using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Help;
using SparkNer.Cli.Model;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;
using SparkNer.Cli.Tokenize;
using SparkNer.Cli.Udf;
using Spectre.Console;

namespace SparkNer.Cli;

/// <summary>The program: from arguments to an exit code. Writes to the given streams only, so that tests run it in their own process.</summary>
internal sealed class CliApplication
{
    private readonly ConsoleStreams _streams;
    private readonly IAnsiConsole _stderr;
    private readonly ErrorReporter _errors;
    private readonly RootCommand _root = new(HelpText.Root);
    private readonly Dictionary<Command, Action> _help = [];
    private readonly Dictionary<Command, Func<ParseResult, string[], CancellationToken, int>> _handlers = [];

    public CliApplication(ConsoleStreams streams, CommandRunners runners)
    {
        _streams = streams;
        _stderr = streams.CreateError();
        _errors = new ErrorReporter(_stderr, streams.Environment("SPARKNER_DEBUG") is "1" or "true");
        AddCommands(runners);
        foreach (Option option in _root.Options)
        {
            if (option is HelpOption)
            {
                option.Action = new DelegateAction(parsed => _help[parsed.CommandResult.Command]());
            }
            else if (option is VersionOption)
            {
                option.Recursive = true;
                option.Action = new DelegateAction(_ => _streams.Out.WriteLine("sparkner " + Version));
            }
        }
    }

    /// <summary>The version without the build's suffix.</summary>
    public static string Version { get; } =
        typeof(CliApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public int Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string helpCommand = "sparkner --help";
        try
        {
            string[] args = CommandLineArguments.Normalize(arguments);

            // A text may begin with '@': it is no response file. And "-oout" is no bundle of switches.
            ParseResult parsed = _root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            helpCommand = PathOf(parsed.CommandResult.Command) + " --help";

            // Our commands have no action: whatever else wants to act is help, version or shell completion.
            if (parsed.Action is not (null or ParseErrorAction))
            {
                return parsed.Invoke(new InvocationConfiguration { Output = _streams.Out, Error = _streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            }

            Command command = parsed.CommandResult.Command;
            return _handlers.TryGetValue(command, out Func<ParseResult, string[], CancellationToken, int>? handler)
                ? handler(parsed, args, cancellationToken)
                : RunWithoutCommand(command, parsed);
        }
        catch (Exception error)
        {
            return _errors.Report(error, helpCommand, cancellationToken.IsCancellationRequested);
        }
    }

    private int RunWithoutCommand(Command command, ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            _help[command]();
            return ExitCode.Ok;
        }

        string typed = parsed.UnmatchedTokens[0];
        throw typed.StartsWith('-')
            ? new UsageException($"there is no option '{typed}'.{NearestName.Hint(typed, ["--help", "--version"])}")
            : new UsageException($"there is no command '{typed}'.{NearestName.Hint(typed, command.Subcommands.Select(c => c.Name))}");
    }

    private void AddCommands(CommandRunners runners)
    {
        _help[_root] = () => Help().WriteCommands("sparkner COMMAND [options]", HelpText.Root, _root.Subcommands, HelpText.RootExamples);
        if (runners.Annotate is { } annotate)
        {
            var command = new SpecCommand("annotate", HelpText.Annotate, AnnotateOptions.All, takesInputs: true);
            Add(_root, command, "sparkner annotate INPUT... -o OUT [options]", HelpText.AnnotateExamples, (given, token) =>
            {
                AnnotateSettings settings = AnnotateSettingsBuilder.Build(given);
                foreach (string warning in settings.Warnings)
                {
                    _errors.Warn(warning);
                }

                return annotate.Run(settings, _stderr, token);
            });
        }

        if (runners.Tokenize is { } tokenize)
        {
            var command = new SpecCommand("tokenize", HelpText.Tokenize, TokenizeOptions.All, takesInputs: false);
            Add(_root, command, "sparkner tokenize --model DIR [options] < texts.jsonl", HelpText.TokenizeExamples, (given, token) => tokenize.Run(TokenizeOptions.Build(given), _stderr, token));
        }

        if (runners.Evaluate is { } evaluate)
        {
            var command = new SpecCommand("evaluate", HelpText.Evaluate, EvaluateOptions.All, takesInputs: true, EvaluateOptions.File);
            Add(_root, command, "sparkner evaluate FILE [options]", HelpText.EvaluateExamples, (given, token) => evaluate.Run(EvaluateSettingsBuilder.Build(given), _stderr, token));
        }

        AddModel(runners);
        AddSpark(runners);
        AddBench(runners);
    }

    private void AddModel(CommandRunners runners)
    {
        if (runners is { ModelPull: null, Model: null, ModelQuantize: null })
        {
            return;
        }

        var model = new Command("model", HelpText.Model);
        _root.Add(model);
        _help[model] = () => Help().WriteCommands("sparkner model WHAT [options]", HelpText.Model, model.Subcommands, HelpText.ModelExamples);
        if (runners.ModelPull is { } pull)
        {
            var command = new SpecCommand("pull", HelpText.ModelPull, PullOptions.All, takesInputs: true, PullOptions.Repository);
            Add(model, command, "sparkner model pull ORG/NAME[@REVISION] [options]", HelpText.ModelPullExamples, (given, token) => pull.Run(PullOptions.Build(given), _stderr, token));
        }

        if (runners.Model is { } local)
        {
            AddLocalModel(model, local);
        }

        if (runners.ModelQuantize is { } quantize)
        {
            var command = new SpecCommand("quantize", HelpText.ModelQuantize, QuantizeOptions.All, takesInputs: true, ModelOptions.Needed);
            Add(model, command, "sparkner model quantize DIR|NAME -o DIR [options]", HelpText.ModelQuantizeExamples, (given, token) => quantize.Run(QuantizeOptions.Build(given), _stderr, token));
        }
    }

    private void AddLocalModel(Command model, IModelRunner runner)
    {
        var import = new SpecCommand("import", HelpText.ModelImport, ModelOptions.Import, takesInputs: true, ModelOptions.Source);
        Add(model, import, "sparkner model import DIR -o DIR [options]", HelpText.ModelImportExamples, (given, token) => runner.Import(ModelOptions.BuildImport(given), _stderr, token));
        var info = new SpecCommand("info", HelpText.ModelInfo, ModelOptions.Info, takesInputs: true, ModelOptions.Model);
        Add(model, info, "sparkner model info [DIR|NAME] [options]", HelpText.ModelInfoExamples, (given, token) => runner.Info(ModelOptions.Build(given), _stderr, token));
        var verify = new SpecCommand("verify", HelpText.ModelVerify, ModelOptions.Verify, takesInputs: true, ModelOptions.Model);
        Add(model, verify, "sparkner model verify [DIR|NAME] [options]", HelpText.ModelVerifyExamples, (given, token) => runner.Verify(ModelOptions.Build(given), _stderr, token));
        var list = new SpecCommand("list", HelpText.ModelList, ModelOptions.List, takesInputs: false);
        Add(model, list, "sparkner model list [options]", HelpText.ModelListExamples, (given, token) => runner.List(given.Flag("json"), token));
        var logits = new SpecCommand("logits", HelpText.ModelLogits, ModelOptions.Logits, takesInputs: true, ModelOptions.Needed);
        Add(model, logits, "sparkner model logits DIR|NAME [options] < ids.jsonl", HelpText.ModelLogitsExamples, (given, token) => runner.Logits(ModelOptions.BuildNeeded(given), _stderr, token));
    }

    private void AddSpark(CommandRunners runners)
    {
        if (runners.Submit is { } submit)
        {
            var group = new Command("submit", HelpText.Submit);
            _root.Add(group);
            _help[group] = () => Help().WriteCommands("sparkner submit WHAT [options]", HelpText.Submit, group.Subcommands, HelpText.SubmitExamples);
            var annotate = new SpecCommand("annotate", HelpText.SubmitAnnotate, SubmitOptions.All, takesInputs: false);
            Add(group, annotate, "sparkner submit annotate --master URL --input PATH --output PATH [options]", HelpText.SubmitExamples, (given, token) =>
            {
                SubmitSettings settings = SubmitSettings.Annotate(given);
                foreach (string warning in settings.Warnings)
                {
                    _errors.Warn(warning);
                }

                return submit.Run(settings, _stderr, token);
            });
            var evaluate = new SpecCommand("evaluate", HelpText.SubmitEvaluate, SubmitOptions.OfEvaluate, takesInputs: false);
            Add(group, evaluate, "sparkner submit evaluate --master URL --input PATH [options]", HelpText.SubmitEvaluateExamples, (given, token) => submit.Run(SubmitSettings.Evaluate(given), _stderr, token));
            var archive = new SpecCommand("archive", HelpText.SubmitArchive, SubmitOptions.OfArchive, takesInputs: false);
            Add(group, archive, "sparkner submit archive [-o FILE]", HelpText.ArchiveExamples, (given, token) => submit.MakeArchive(given.Text("output"), token));
        }

        if (runners.Udf is { } udf)
        {
            var command = new SpecCommand("udf", HelpText.Udf, UdfOptions.All, takesInputs: false);
            Add(_root, command, "sparkner udf --model NAME|DIR -o FILE [options]", HelpText.UdfExamples, (given, token) => udf.Run(UdfOptions.Build(given), _stderr, token));
        }

        if (runners.Doctor is { } doctor)
        {
            var command = new SpecCommand("doctor", HelpText.Doctor, DoctorOptions.All, takesInputs: false);
            Add(_root, command, "sparkner doctor [--spark --master URL] [options]", HelpText.DoctorExamples, (given, token) => doctor.Run(DoctorOptions.Build(given), _stderr, token));
        }
    }

    private void AddBench(CommandRunners runners)
    {
        if (runners is { BenchEmbedded: null, BenchSpark: null })
        {
            return;
        }

        var bench = new Command("bench", HelpText.Bench);
        _root.Add(bench);
        _help[bench] = () => Help().WriteCommands("sparkner bench WHAT [options]", HelpText.Bench, bench.Subcommands, HelpText.BenchExamples);
        if (runners.BenchEmbedded is { } embedded)
        {
            var command = new SpecCommand("embedded", HelpText.BenchEmbedded, BenchEmbeddedOptions.All, takesInputs: false);
            Add(bench, command, "sparkner bench embedded [options]", HelpText.BenchExamples, (given, token) => embedded.Run(BenchEmbeddedOptions.Build(given), _stderr, token));
        }

        if (runners.BenchSpark is { } spark)
        {
            var command = new SpecCommand("spark", HelpText.BenchSpark, BenchSparkOptions.All, takesInputs: false);
            Add(bench, command, "sparkner bench spark [options]", HelpText.BenchExamples, (given, token) => spark.Run(BenchSparkOptions.Build(given), _stderr, token));
        }
    }

    private void Add(Command parent, SpecCommand command, string usage, IReadOnlyList<string> examples, Func<GivenOptions, CancellationToken, int> run)
    {
        parent.Add(command.Command);
        _help[command.Command] = () => Help().WriteCommand(usage, command.Command.Description ?? "", command.Argument, command.Specs, examples);
        _handlers[command.Command] = (parsed, args, token) => run(command.Read(parsed, args), token);
    }

    private HelpWriter Help() => new(_streams.Out, _streams.OutIsTerminal ? _streams.Width() : 100);

    private string PathOf(Command command)
    {
        string path = "";
        for (Command? at = command; at is not null && at != _root; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            path = " " + at.Name + path;
        }

        return "sparkner" + path;
    }
}
