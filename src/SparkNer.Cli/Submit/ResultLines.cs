namespace SparkNer.Cli.Submit;

/// <summary>
/// How a driver's results find their way to the standard output of <c>sparkner submit</c>: Spark puts what its "Python" writes to stdout and stderr into one stream,
/// so that a result carries a mark when the environment asks for one.
/// </summary>
internal static class ResultLines
{
    /// <summary>The variable that asks for the mark.</summary>
    public const string Variable = "SPARKNER_MARK_RESULTS";

    /// <summary>What a result's line begins with.</summary>
    public const string Mark = "|sparkner-result|";

    /// <summary>What an error of ours begins with.</summary>
    public const string Error = "sparkner: error: ";
}
