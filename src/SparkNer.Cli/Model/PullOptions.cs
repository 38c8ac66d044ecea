using SparkNer.Cli.Options;

namespace SparkNer.Cli.Model;

/// <summary>The options of <c>sparkner model pull</c>.</summary>
internal static class PullOptions
{
    /// <summary>What is pulled.</summary>
    public static ArgumentSpec Repository { get; } = new(
        "MODEL", "ORG/NAME[@REVISION]", "The model's name on the hub, with a branch, tag or commit if wanted; or the name of a folder in models/ that names one.");

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("weights", OptionKind.Choice, "KIND", "The only kind of weights to fetch: safetensors, onnx or bin.") { Choices = ["safetensors", "onnx", "bin"], Default = "the first of them that the model has" },
        new("cache-dir", OptionKind.Text, "DIR", "The cache's folder, laid out as Hugging Face's programs do.") { Default = "HF_HUB_CACHE, else HF_HOME/hub, else ~/.cache/huggingface/hub" },
        new("force", OptionKind.Flag, "", "Fetches files again that are there already, and takes over a revision other than the pinned one."),
        new("quiet", OptionKind.Flag, "", "No progress on stderr; errors and warnings still."),
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static PullSettings Build(GivenOptions given) =>
        new(Repository.One(given), given.Text("weights"), given.Text("cache-dir"), given.Flag("force"), given.Flag("quiet"));
}
