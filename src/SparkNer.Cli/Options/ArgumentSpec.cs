using SparkNer.Cli.Help;

namespace SparkNer.Cli.Options;

/// <summary>What a command takes besides options.</summary>
/// <param name="Name">Its name, in capitals.</param>
/// <param name="Label">How help writes it: with dots where there may be several.</param>
/// <param name="Description">What it is: whole sentences.</param>
internal sealed record ArgumentSpec(string Name, string Label, string Description)
{
    /// <summary>Files to be read.</summary>
    public static ArgumentSpec Inputs { get; } = new("INPUT", "INPUT...", HelpText.Inputs);

    /// <summary>The one argument of a command that takes exactly one.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public string One(GivenOptions given) =>
        given.TryGet(SpecCommand.InputName, out GivenOption? option) ? option.Value is string[] { Length: 1 } only
            ? only[0]
            : throw new UsageException($"give one {Name}, not {((string[])option.Value).Length}.")
        : throw new UsageException($"there is no {Name}. {Description}");
}
