using System.Globalization;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Bench;

/// <summary>The options of <c>sparkner bench embedded</c>.</summary>
internal static class BenchEmbeddedOptions
{
    private const int DefaultDocuments = 2500;
    private const int DefaultSeed = 1;

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("model", OptionKind.Text, "NAME|DIR", "A model's folder, or the name of one in models/.") { Default = AnnotateDefaults.Model },
        new("documents", OptionKind.Integer, "N", "How many documents are made up and annotated.") { Minimum = 1, Default = DefaultDocuments.ToString(CultureInfo.InvariantCulture) },
        new("threads", OptionKind.Integer, "N", "How many threads work at once.") { Minimum = 1, Maximum = 1024, Default = "one a processor" },
        new("batch-tokens", OptionKind.Integer, "N", "The most word pieces, padding included, of one call of the model.")
        { Minimum = 1, Default = AnnotateDefaults.BatchTokens.ToString(CultureInfo.InvariantCulture) },
        new("seed", OptionKind.Integer, "N", "From which the documents are made: the same seed, the same documents.") { Minimum = 0, Default = DefaultSeed.ToString(CultureInfo.InvariantCulture) },
        new("quiet", OptionKind.Flag, "", "No progress on stderr."),
    ];

    /// <summary>The settings that were given.</summary>
    public static BenchEmbeddedSettings Build(GivenOptions given) => new(
        given.Text("model", AnnotateDefaults.Model),
        given.Integer("documents") ?? DefaultDocuments,
        given.Integer("threads") ?? Environment.ProcessorCount,
        given.Integer("batch-tokens") ?? AnnotateDefaults.BatchTokens,
        given.Integer("seed") ?? DefaultSeed,
        given.Flag("quiet"));
}
