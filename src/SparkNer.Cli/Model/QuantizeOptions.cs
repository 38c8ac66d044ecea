using System.Globalization;
using SparkNer.Cli.Options;
using SparkNer.Onnx;

namespace SparkNer.Cli.Model;

/// <summary>The options of <c>sparkner model quantize</c>.</summary>
internal static class QuantizeOptions
{
    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("output", OptionKind.Text, "DIR", "The new folder. It must not be there, or be empty. Must be given.") { Alias = "-o" },
        new("weight-bits", OptionKind.Integer, "7|8", "Bits a weight. 7: the model gives the same results on every processor. 8: it is refused on x86 processors without VNNI, whose sums would be wrong.")
        { Minimum = ModelQuantization.FewestBits, Maximum = ModelQuantization.MostBits, Default = ModelQuantization.FewestBits.ToString(CultureInfo.InvariantCulture) },
        new("measure", OptionKind.Flag, "", "Measures the speed of both models, turn by turn, on made-up text; with a large model that takes minutes."),
        new("agreement", OptionKind.Text, "FILE", "Labels the words of a CoNLL file (one word a line, the tag in the last column, an empty line after a sentence) with both models and compares them."),
        new("force", OptionKind.Flag, "", "Replaces an imported or quantized model at the output."),
        new("quiet", OptionKind.Flag, "", "No progress on stderr; errors and warnings still."),
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">The model or the output is missing.</exception>
    public static QuantizeSettings Build(GivenOptions given) => new(
        ModelOptions.Needed.One(given),
        given.Text("output") ?? throw new UsageException("there is no -o DIR."),
        given.Integer("weight-bits") ?? ModelQuantization.FewestBits,
        given.Flag("measure"),
        given.Text("agreement"),
        given.Flag("force"),
        given.Flag("quiet"));
}
