namespace SparkNer.Cli.Submit;

/// <summary>A job that <c>sparkner submit</c> starts: a driver's program of its own.</summary>
/// <param name="Word">The job's name on the command line, and the word by which its program is called.</param>
/// <param name="Program">The program's name.</param>
/// <param name="Project">The folder of the program's build in a checkout.</param>
internal sealed record SparkJob(string Word, string Program, string Project)
{
    /// <summary>Tags a data set.</summary>
    public static SparkJob Annotate { get; } = new("annotate", "sparkner-annotate", "Annotate");

    /// <summary>Scores a table of tagged sentences.</summary>
    public static SparkJob Evaluate { get; } = new("evaluate", "sparkner-evaluate", "Evaluate");

    /// <summary>The application's name on the cluster.</summary>
    public string Name => "sparkner " + Word;
}
