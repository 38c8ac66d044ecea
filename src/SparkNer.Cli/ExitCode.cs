namespace SparkNer.Cli;

/// <summary>What the process returns; the same numbers stand in the help and in docs/command-line.md.</summary>
internal static class ExitCode
{
    /// <summary>All is well; with <c>--on-error column</c> also when single rows have an error.</summary>
    public const int Ok = 0;

    /// <summary>The run failed: data, model or disk.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration file is wrong; nothing was read or written.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM; nothing unfinished is left behind.</summary>
    public const int Interrupted = 130;
}
