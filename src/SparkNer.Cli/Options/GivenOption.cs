namespace SparkNer.Cli.Options;

/// <summary>An option that was given, with its value and from where.</summary>
/// <param name="Value">Of the type that its <see cref="OptionKind"/> says.</param>
/// <param name="Where">How messages name it: <c>--threads</c>, or the file and the JSON path.</param>
/// <param name="InFile">Whether it stands in the configuration file: then it gives way to the command line.</param>
internal sealed record GivenOption(object Value, string Where, bool InFile);
