using System.Globalization;

namespace SparkNer.Cli.Evaluate;

/// <summary>One of two that are compared: a model, or a column of the file.</summary>
/// <param name="Name">How the user called it.</param>
/// <param name="Column">The column; null for a model.</param>
/// <param name="Tagger">The model; null for a column.</param>
internal sealed record ComparedSystem(string Name, string? Column, TaggerSettings? Tagger)
{
    private const string ColumnPrefix = "column:";

    /// <summary>Whether a text names a model and no column.</summary>
    public static bool IsModel(string text) => !text.StartsWith(ColumnPrefix, StringComparison.Ordinal);

    /// <summary>Reads <c>column:3</c> or <c>MODEL,setting=value,...</c>.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="defaults">The settings of the command line, which hold where a system has none of its own.</param>
    /// <exception cref="UsageException">A setting is unknown or has a wrong value.</exception>
    public static ComparedSystem Parse(string text, TaggerSettings defaults)
    {
        if (!IsModel(text))
        {
            return new ComparedSystem(text, text[ColumnPrefix.Length..], null);
        }

        string[] parts = text.Split(',');
        TaggerSettings tagger = defaults with { Name = text, Model = parts[0] };
        foreach (string part in parts[1..])
        {
            string[] setting = part.Split('=', 2);
            string value = setting.Length > 1 ? setting[1] : "true";
            tagger = setting[0] switch
            {
                "sentence-context" => tagger with { SentenceContext = Number(text, setting[0], value, 0) },
                "max-length" => tagger with { MaxLength = Number(text, setting[0], value, 3) },
                "label-all-tokens" => tagger with { LabelAllTokens = Truth(text, setting[0], value) },
                "case-sensitive" => tagger with { CaseSensitive = Truth(text, setting[0], value) },
                _ => throw new UsageException($"--compare: '{text}' has the setting '{setting[0]}'; there are {string.Join(", ", _settings)}.{NearestName.Hint(setting[0], _settings)}"),
            };
        }

        return new ComparedSystem(text, null, tagger);
    }

    private static readonly string[] _settings = ["sentence-context", "max-length", "label-all-tokens", "case-sensitive"];

    private static int Number(string text, string name, string value, int least) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
        ? number
        : throw new UsageException($"--compare: in '{text}' {name} must be a whole number of {least} or more, but is '{value}'.");

    private static bool Truth(string text, string name, string value) => bool.TryParse(value, out bool truth)
        ? truth
        : throw new UsageException($"--compare: in '{text}' {name} must be true or false, but is '{value}'.");
}
