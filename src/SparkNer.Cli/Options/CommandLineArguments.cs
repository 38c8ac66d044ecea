namespace SparkNer.Cli.Options;

/// <summary>What has to be done to a command line before System.CommandLine sees it.</summary>
internal static class CommandLineArguments
{
    /// <summary>Splits <c>--name=</c> into <c>--name</c> and an empty text, since System.CommandLine takes it for a missing value.</summary>
    public static string[] Normalize(IReadOnlyList<string> args)
    {
        var result = new List<string>(args.Count);
        bool afterDashes = false;
        foreach (string argument in args)
        {
            afterDashes |= argument == "--";
            if (!afterDashes && argument.Length > 3 && argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) == argument.Length - 1)
            {
                result.Add(argument[..^1]);
                result.Add("");
            }
            else
            {
                result.Add(argument);
            }
        }

        return [.. result];
    }
}
