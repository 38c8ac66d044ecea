namespace SparkNer.Cli.Options;

/// <summary>One option: the one place from which the parser, the configuration file, the help and docs/command-line.md take what they know of it.</summary>
/// <param name="Name">The long name without dashes, or <c>section.parameter</c> for what only the configuration file takes.</param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Value">How help names the value, e.g. <c>NAME|DIR</c>; empty for a flag.</param>
/// <param name="Description">What it does: whole sentences.</param>
internal sealed record OptionSpec(string Name, OptionKind Kind, string Value, string Description)
{
    /// <summary>The default as help states it; null where the description says what happens.</summary>
    public string? Default { get; init; }

    /// <summary>The heading under which help lists it.</summary>
    public string Group { get; init; } = "Options";

    /// <summary>A second, short name with its dash.</summary>
    public string? Alias { get; init; }

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The least number allowed.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The only layout that the option is for; null where it is for both.</summary>
    public string? Layout { get; init; }

    /// <summary>For a parameter of a section that is an option by another name (<c>nerConverter.whiteList</c>): that option.</summary>
    public string? SameAs { get; init; }

    /// <summary>Whether the text may be empty.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>How the command line writes it.</summary>
    public string Flag => "--" + Name;
}
