using System.Globalization;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Bench;

/// <summary>The options of <c>sparkner bench spark</c>.</summary>
internal static class BenchSparkOptions
{
    private const int DefaultDocuments = 2500;
    private const int DefaultLargeDocuments = 250;
    private const int DefaultRounds = 3;
    private const int DefaultSeed = 1;

    private static readonly string[] _ofCluster = ["spark-home", "conf"];

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("model", OptionKind.Text, "NAME|DIR", "Measures only this model: its folder, or the name of one in models/.")
        { Default = "the default model, and one of DistilBERT-base's size with random weights" },
        new("documents", OptionKind.Integer, "N", "How many documents are made up and annotated.") { Minimum = 1, Default = DefaultDocuments.ToString(CultureInfo.InvariantCulture) },
        new("large-documents", OptionKind.Integer, "N", "How many with the model of DistilBERT-base's size.") { Minimum = 1, Default = DefaultLargeDocuments.ToString(CultureInfo.InvariantCulture) },
        new("threads", OptionKind.Integer, "N", "How many threads work at once without Spark, and how many tasks with it.") { Minimum = 1, Maximum = 1024, Default = "one a processor" },
        new("rounds", OptionKind.Integer, "N", "How often both are measured, turn by turn.") { Minimum = 1, Default = DefaultRounds.ToString(CultureInfo.InvariantCulture) },
        new("batch-tokens", OptionKind.Integer, "N", "The most word pieces, padding included, of one call of the model.")
        { Minimum = 1, Default = AnnotateDefaults.BatchTokens.ToString(CultureInfo.InvariantCulture) },
        new("seed", OptionKind.Integer, "N", "From which the documents are made: the same seed, the same documents.") { Minimum = 0, Default = DefaultSeed.ToString(CultureInfo.InvariantCulture) },
        new("master", OptionKind.Text, "URL", "Where Spark runs.") { Default = "local[N] with the N of --threads" },
        .. SubmitOptions.OfCluster.Where(option => _ofCluster.Contains(option.Name)).Select(option => option with { Group = "Options" }),
        new("quiet", OptionKind.Flag, "", "No progress on stderr."),
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static BenchSparkSettings Build(GivenOptions given)
    {
        int threads = given.Integer("threads") ?? Environment.ProcessorCount;
        return new BenchSparkSettings(
            given.Text("model"),
            given.Integer("documents") ?? DefaultDocuments,
            given.Integer("large-documents") ?? DefaultLargeDocuments,
            threads,
            given.Integer("rounds") ?? DefaultRounds,
            given.Integer("batch-tokens") ?? AnnotateDefaults.BatchTokens,
            given.Integer("seed") ?? DefaultSeed,
            SparkMaster.Parse(given.Text("master", string.Create(CultureInfo.InvariantCulture, $"local[{threads}]"))),
            given.Text("spark-home"),
            given.Pairs("conf"),
            given.Flag("quiet"));
    }
}
