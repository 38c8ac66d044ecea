namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>A command, checked: what it holds can be written.</summary>
internal readonly ref struct Command
{
    /// <summary>Makes a command.</summary>
    /// <exception cref="ArgumentException">A name would break the lines, or an argument cannot travel.</exception>
    public Command(CommandKind kind, string target, string member = "", ReadOnlySpan<object?> arguments = default)
    {
        JavaValues.CheckName(target, required: kind != CommandKind.NewArray);
        JavaValues.CheckName(member, required: false);
        JavaValues.Check(arguments);
        (Kind, Target, Member) = (kind, target, member);
        Arguments = arguments;
    }

    public CommandKind Kind { get; }

    /// <summary>An object's id or a class's name; empty for an array that is to be made.</summary>
    public string Target { get; }

    /// <summary>The method or field; empty if the kind has none.</summary>
    public string Member { get; }

    public ReadOnlySpan<object?> Arguments { get; }

    /// <summary>For messages: what is being done.</summary>
    public override string ToString() => Kind switch
    {
        CommandKind.Call => $"calling {Target.Replace("z:", "", StringComparison.Ordinal)}.{Member}",
        CommandKind.New => $"making a {Target}",
        CommandKind.StaticMember or CommandKind.Field => $"reading {Target}.{Member}",
        CommandKind.Find => $"looking for {Target}",
        CommandKind.Release => $"releasing {Target}",
        _ => Target.Length == 0 ? "making an array" : $"using the array {Target}",
    };
}
