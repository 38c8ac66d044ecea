using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>The options of the job <c>evaluate</c> on Spark: those of <c>sparkner evaluate</c>, for a table that Spark reads. Their names are fixed: scripts use them.</summary>
internal static class EvaluateJobOptions
{
    private const string Data = "Input";

    // About files on this machine, and its threads.
    private static readonly string[] _embeddedOnly = ["token-column", "gold-column", "predicted-column", "input-format", "comments", "threads"];

    private static readonly OptionSpec[] _columns =
    [
        new("token-column", OptionKind.Text, "NAME", "The column of the words: an array of strings, or of annotations.") { Group = Data, Default = EvaluateDefaults.TokenColumn },
        new("gold-column", OptionKind.Text, "NAME", "The column of the right tags, as many as words.") { Group = Data, Default = EvaluateDefaults.GoldColumn },
        new("predicted-column", OptionKind.Text, "NAME", "The column of predicted tags, also an annotation column such as ner. No model is used then.") { Group = Data, Default = "none: a model tags" },
        new("document-column", OptionKind.Text, "NAME", "For --sentence-context: the column that says to which document a sentence belongs.") { Group = Data, Default = "none" },
        new("order-column", OptionKind.Text, "NAME", "For --sentence-context: the column by which a document's sentences are ordered.") { Group = Data, Default = "none" },
    ];

    /// <summary>What <c>sparkner evaluate</c> is told as well.</summary>
    public static IReadOnlyList<OptionSpec> Shared { get; } = [.. EvaluateOptions.All.Where(option => !_embeddedOnly.Contains(option.Name))];

    /// <summary>All, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        .. JobOptions.OfInput.Select(option => option with { Group = Data }),
        .. _columns,
        JobOptions.Partitions with { Group = Data, Description = "Spreads the rows over N partitions before a model tags them. Their order is lost." },
        .. JobOptions.OfSpark,
        .. Shared,
    ];
}
