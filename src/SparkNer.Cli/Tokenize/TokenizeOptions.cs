using SparkNer.Cli.Options;

namespace SparkNer.Cli.Tokenize;

/// <summary>The options of <c>sparkner tokenize</c>.</summary>
internal static class TokenizeOptions
{
    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("model", OptionKind.Text, "NAME|DIR", "A folder with a tokenizer's files (no weights needed), or the name of a model in models/. Must be given."),
        new("max-length", OptionKind.Integer, "N", "The most word pieces of a window, [CLS] and [SEP] included.") { Minimum = 1, Default = "none: one window, never cut" },
        new("stride", OptionKind.Integer, "N", "How many word pieces neighbouring windows share. Needs --max-length.") { Minimum = 0, Default = "0" },
        new("case-sensitive", OptionKind.Boolean, "true|false", "Whether upper and lower case differ.") { Default = "what the tokenizer's files say" },
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">They contradict each other, or the model is missing.</exception>
    public static TokenizeSettings Build(GivenOptions given)
    {
        string model = given.Text("model") ?? throw new UsageException("there is no --model DIR.");
        int? maxLength = given.Integer("max-length");
        int? stride = given.Integer("stride");
        if (stride is not null && maxLength is null)
        {
            throw new UsageException("--stride needs --max-length: without it there is one window.");
        }

        if (maxLength < 3)
        {
            throw new UsageException("--max-length must be 3 or more: [CLS] and [SEP] count.");
        }

        if (stride >= maxLength - 2)
        {
            throw new UsageException($"--stride must be less than {maxLength - 2}: a window of {maxLength} pieces has {maxLength - 2} besides [CLS] and [SEP], and must move on.");
        }

        return new TokenizeSettings(model, maxLength, stride ?? 0, given.Boolean("case-sensitive"));
    }
}
