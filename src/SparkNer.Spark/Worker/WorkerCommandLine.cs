namespace SparkNer.Spark.Worker;

/// <summary>What Spark wants of a process that it takes for Python.</summary>
internal enum WorkerRole
{
    /// <summary>Nothing: somebody else started the program.</summary>
    None,

    /// <summary>Listen, and serve many connections.</summary>
    Daemon,

    /// <summary>Connect back, and serve that one connection.</summary>
    Worker,

    /// <summary>Run a line of Python: nothing is done.</summary>
    Code,

    /// <summary>Run a Python module that sparkner has no counterpart of.</summary>
    OtherModule,
}

/// <summary>Reads the command line that Spark uses for Python.</summary>
internal static class WorkerCommandLine
{
    /// <summary>The role that the arguments ask for; they are all that decides.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    public static WorkerRole RoleOf(ReadOnlySpan<string> args)
    {
        if (args.Length < 2)
        {
            return WorkerRole.None;
        }

        return (args[0], args[1]) switch
        {
            ("-c", _) => WorkerRole.Code,
            ("-m", string module) when module.EndsWith(".daemon", StringComparison.Ordinal) => WorkerRole.Daemon,
            ("-m", string module) when module.EndsWith(".worker", StringComparison.Ordinal) => WorkerRole.Worker,
            ("-m", _) => WorkerRole.OtherModule,
            _ => WorkerRole.None,
        };
    }
}
