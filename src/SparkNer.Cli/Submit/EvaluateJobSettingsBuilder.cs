using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>Makes the job's settings out of the options.</summary>
internal static class EvaluateJobSettingsBuilder
{
    private static readonly string[] _columns = ["token-column", "gold-column", "predicted-column"];

    /// <summary>The checked settings.</summary>
    /// <exception cref="UsageException">Something in the options is wrong.</exception>
    public static EvaluateJobSettings Build(GivenOptions given)
    {
        string input = given.Text("input") ?? throw new UsageException("there is no --input PATH.");
        var settings = new EvaluateJobSettings
        {
            InputFormat = JobDefaults.SparkFormat(given.Text("input-format", JobDefaults.Format)),
            InputOptions = given.Pairs("input-option"),
            Partitions = given.Integer("partitions"),
            Explain = given.Flag("explain"),
            AllowUnsupportedSpark = given.Flag("allow-unsupported-spark"),
            Evaluate = EvaluateSettingsBuilder.Build(Embedded(given, input)),
        };
        return settings with { Documents = Documents(given, settings.Taggers.Any(tagger => tagger.SentenceContext > 0)) };
    }

    private static (string Document, string Order)? Documents(GivenOptions given, bool needed)
    {
        (string? document, string? order) = (given.Text("document-column"), given.Text("order-column"));
        if (needed)
        {
            return document is not null && order is not null
                ? (document, order)
                : throw new UsageException("--sentence-context needs --document-column NAME and --order-column NAME: the rows of a table have no order of their own.");
        }

        return document is null && order is null
            ? null
            : throw new UsageException($"--{(document is null ? "order" : "document")}-column is for --sentence-context.");
    }

    // The same rules as without Spark, for a table: which format it has is Spark's business.
    private static GivenOptions Embedded(GivenOptions given, string input)
    {
        var embedded = new GivenOptions();
        embedded.Add(SpecCommand.InputName, new GivenOption(new[] { input }, "--input", InFile: false));
        embedded.Add("input-format", new GivenOption("parquet", "--input-format", InFile: false));
        foreach (string name in EvaluateJobOptions.Shared.Select(spec => spec.Name).Concat(_columns))
        {
            if (given.TryGet(name, out GivenOption? option))
            {
                embedded.Add(name, option);
            }
        }

        return embedded;
    }
}
