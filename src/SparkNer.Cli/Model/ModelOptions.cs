using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Model;

/// <summary>The options of the commands of <c>sparkner model</c> that work on folders of this machine.</summary>
internal static class ModelOptions
{
    private static readonly OptionSpec _quiet = new("quiet", OptionKind.Flag, "", "No progress on stderr; errors and warnings still.");

    /// <summary>What is imported.</summary>
    public static ArgumentSpec Source { get; } = new("DIR", "DIR", "A model folder with weights (safetensors, pytorch_model.bin) or an ONNX file, Hugging Face's or Spark NLP's. It is only read.");

    /// <summary>What is looked at.</summary>
    public static ArgumentSpec Model { get; } = new("DIR", "DIR|NAME", $"A model folder, or the name of one in models/. Without it: {AnnotateDefaults.Model}.");

    /// <summary>What is run.</summary>
    public static ArgumentSpec Needed { get; } = new("DIR", "DIR|NAME", "A model folder, or the name of one in models/.");

    /// <summary>The options of <c>sparkner model import</c>.</summary>
    public static IReadOnlyList<OptionSpec> Import { get; } =
    [
        new("output", OptionKind.Text, "DIR", "The new folder. It must not be there, or be empty. Must be given.") { Alias = "-o" },
        new("force", OptionKind.Flag, "", "Replaces an imported model at the output."),
        _quiet,
    ];

    /// <summary>The options of <c>sparkner model info</c>.</summary>
    public static IReadOnlyList<OptionSpec> Info { get; } = [new("json", OptionKind.Flag, "", "Prints one JSON object."), _quiet];

    /// <summary>The options of <c>sparkner model verify</c>.</summary>
    public static IReadOnlyList<OptionSpec> Verify { get; } = [_quiet];

    /// <summary>The options of <c>sparkner model list</c>.</summary>
    public static IReadOnlyList<OptionSpec> List { get; } = [new("json", OptionKind.Flag, "", "Prints a JSON object a model, one a line.")];

    /// <summary>The options of <c>sparkner model logits</c>.</summary>
    public static IReadOnlyList<OptionSpec> Logits { get; } = [_quiet];

    /// <summary>The settings of an import.</summary>
    /// <exception cref="UsageException">The folder or the output is missing.</exception>
    public static ImportSettings BuildImport(GivenOptions given) => new(
        Source.One(given), given.Text("output") ?? throw new UsageException("there is no -o DIR."), given.Flag("force"), given.Flag("quiet"));

    /// <summary>The settings of a command that looks at one model, by default the default model.</summary>
    /// <exception cref="UsageException">More than one model is given.</exception>
    public static ModelSettings Build(GivenOptions given) =>
        new(given.Has(SpecCommand.InputName) ? Model.One(given) : AnnotateDefaults.Model, given.Flag("json"), given.Flag("quiet"));

    /// <summary>The settings of a command that needs a model.</summary>
    /// <exception cref="UsageException">None is given, or more than one.</exception>
    public static ModelSettings BuildNeeded(GivenOptions given) => new(Needed.One(given), given.Flag("json"), given.Flag("quiet"));
}
