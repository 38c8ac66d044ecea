using System.CommandLine;
using System.CommandLine.Parsing;

namespace SparkNer.Cli.Options;

/// <summary>A command of System.CommandLine made from option specs, and the way back: what was given, with errors in our own words.</summary>
internal sealed class SpecCommand
{
    /// <summary>The name under which the inputs appear among the given options.</summary>
    public const string InputName = "input";

    private readonly IReadOnlyList<(OptionSpec Spec, Option Option)> _options;
    private readonly Argument<string[]>? _inputs;

    /// <summary>A command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does: one sentence.</param>
    /// <param name="specs">Its options.</param>
    /// <param name="takesInputs">Whether it takes arguments that are no options.</param>
    /// <param name="argument">How help names those arguments; null for INPUT....</param>
    public SpecCommand(string name, string description, IReadOnlyList<OptionSpec> specs, bool takesInputs, ArgumentSpec? argument = null)
    {
        Argument = takesInputs ? argument ?? ArgumentSpec.Inputs : null;
        Command = new Command(name, description);
        Specs = specs;
        _options = [.. specs.Select(spec => (spec, ToOption(spec)))];
        foreach ((_, Option option) in _options)
        {
            Command.Add(option);
        }

        if (Argument is not null)
        {
            _inputs = new Argument<string[]>(Argument.Name) { Arity = ArgumentArity.ZeroOrMore };
            Command.Add(_inputs);
        }
    }

    /// <summary>For the parser.</summary>
    public Command Command { get; }

    /// <summary>The command's options.</summary>
    public IReadOnlyList<OptionSpec> Specs { get; }

    /// <summary>What the command takes besides options; null for nothing.</summary>
    public ArgumentSpec? Argument { get; }

    /// <summary>What was given.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="args">The command line itself.</param>
    /// <exception cref="UsageException">An option is unknown, lacks its value, is given twice, or its value is none of its kind.</exception>
    public GivenOptions Read(ParseResult parsed, IReadOnlyList<string> args)
    {
        var given = new GivenOptions();
        RefuseFlagValues(args);
        RefuseUnknown(parsed);
        foreach ((OptionSpec spec, Option option) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                object value = spec.Kind switch
                {
                    OptionKind.Pairs => OptionValueParser.Pairs(spec, [.. result.Tokens.Select(token => token.Value)]),
                    OptionKind.Two => OptionValueParser.Two(spec, [.. result.Tokens.Select(token => token.Value)]),
                    _ => OptionValueParser.FromText(spec, ValueOf(spec, result, args)),
                };
                given.Add(spec.Name, new GivenOption(value, spec.Flag, InFile: false));
            }
        }

        if (_inputs is not null && parsed.GetResult(_inputs) is { Tokens.Count: > 0 } inputs)
        {
            given.Add(InputName, new GivenOption(inputs.Tokens.Select(token => token.Value).ToArray(), Argument!.Name, InFile: false));
        }

        if (parsed.Errors.Count > 0)
        {
            throw new UsageException(parsed.Errors[0].Message);
        }

        return given;
    }

    private static Option ToOption(OptionSpec spec)
    {
        string[] aliases = spec.Alias is null ? [] : [spec.Alias];

        // Values are read by our own parser, so that a configuration file and the command line agree; only a flag must be known as one, lest it take the next argument.
        Option option = spec.Kind switch
        {
            OptionKind.Flag => new Option<bool>(spec.Flag, aliases),
            OptionKind.Pairs => new Option<string[]>(spec.Flag, aliases) { Arity = ArgumentArity.OneOrMore },
            OptionKind.Two => new Option<string[]>(spec.Flag, aliases) { Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true },
            _ => new Option<string>(spec.Flag, aliases) { Arity = ArgumentArity.ExactlyOne },
        };
        option.Description = spec.Description;
        if (spec.Choices.Count > 0)
        {
            option.CompletionSources.Add([.. spec.Choices]);
        }
        else if (spec.Kind == OptionKind.Boolean)
        {
            option.CompletionSources.Add("true", "false");
        }

        return option;
    }

    private string? ValueOf(OptionSpec spec, OptionResult result, IReadOnlyList<string> args)
    {
        if (result.IdentifierTokenCount > 1)
        {
            throw new UsageException($"{spec.Flag} is given twice.");
        }

        if (result.Tokens.Count == 0)
        {
            return null;
        }

        // "--model --quiet" is a forgotten value rather than a model named --quiet; "--text=--quiet" says that it is meant.
        string value = result.Tokens[0].Value;
        return _options.Any(o => o.Spec.Flag == value) && args.Contains(value)
            ? throw new UsageException($"{spec.Flag} needs a value: {spec.Value}. (If '{value}' is the value, write {spec.Flag}={value}.)")
            : value;
    }

    // "--sentences=maybe": the parser takes what is no truth value for an INPUT.
    private void RefuseFlagValues(IReadOnlyList<string> args)
    {
        foreach (string argument in args.TakeWhile(a => a != "--"))
        {
            string[] parts = argument.Split('=', 2);
            if (parts.Length == 2 && !bool.TryParse(parts[1], out _) && _options.Any(o => o.Spec.Kind == OptionKind.Flag && o.Spec.Flag == parts[0]))
            {
                throw new UsageException($"{parts[0]}: '{parts[1]}' is not true or false.");
            }
        }
    }

    private void RefuseUnknown(ParseResult parsed)
    {
        // Whatever follows "--" is an input, even with a dash.
        int afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        IReadOnlyList<Token> inputs = _inputs is null ? [] : parsed.GetResult(_inputs)?.Tokens ?? [];
        IEnumerable<string> strays = inputs.Take(inputs.Count - afterDashes).Select(token => token.Value).Where(LooksLikeOption).Concat(parsed.UnmatchedTokens);
        if (strays.FirstOrDefault() is { } stray)
        {
            throw LooksLikeOption(stray) ? UnknownOption(stray) : new UsageException($"'{stray}': {Command.Name} takes no such argument.");
        }
    }

    private UsageException UnknownOption(string typed)
    {
        string name = typed.Split('=', ':')[0];
        return new UsageException($"there is no option '{name}'.{NearestName.Hint(name, _options.Select(o => o.Spec.Flag).Append("--help"))}");
    }

    private static bool LooksLikeOption(string argument) => argument.Length > 1 && argument[0] == '-';
}
