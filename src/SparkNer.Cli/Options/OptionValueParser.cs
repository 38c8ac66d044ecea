using System.Globalization;
using System.Text.Json;

namespace SparkNer.Cli.Options;

/// <summary>Reads an option's value from the text of a command line or from JSON; errors name the option and what it takes.</summary>
internal static class OptionValueParser
{
    /// <summary>The value in a command line's text.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="text">The text after it; null for a flag given alone.</param>
    /// <exception cref="UsageException">The text is no such value.</exception>
    public static object FromText(OptionSpec spec, string? text)
    {
        string where = spec.Flag;
        if (text is null)
        {
            return spec.Kind == OptionKind.Flag ? true : throw new UsageException($"{where} needs a value: {spec.Value}.");
        }

        return spec.Kind switch
        {
            OptionKind.Text => Checked(spec, where, text),
            OptionKind.Integer => WholeNumber(spec, where, text),
            OptionKind.Number => Number(spec, where, text),
            OptionKind.Boolean or OptionKind.Flag => TrueOrFalse(where, text),
            OptionKind.Choice => Choice(spec, where, text),
            _ => CheckedList(spec, where, Split(where, text)),
        };
    }

    /// <summary>The value in a configuration file.</summary>
    /// <param name="spec">The option.</param>
    /// <param name="where">The file and the JSON path, for messages.</param>
    /// <param name="json">The JSON value; not null.</param>
    /// <exception cref="UsageException">It is of another type or out of range.</exception>
    public static object FromJson(OptionSpec spec, string where, JsonElement json)
    {
        switch (spec.Kind)
        {
            case OptionKind.Text when json.ValueKind == JsonValueKind.String:
                return Checked(spec, where, json.GetString()!);
            case OptionKind.Choice when json.ValueKind == JsonValueKind.String:
                return Choice(spec, where, json.GetString()!);
            case OptionKind.Boolean or OptionKind.Flag when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            case OptionKind.Integer when json.ValueKind == JsonValueKind.Number:
                return WholeNumber(spec, where, json.GetRawText());
            case OptionKind.Number when json.ValueKind == JsonValueKind.Number:
                return Number(spec, where, json.GetRawText());
            case OptionKind.List or OptionKind.ChoiceList when json.ValueKind == JsonValueKind.Array:
                var items = new List<string>();
                foreach (JsonElement item in json.EnumerateArray())
                {
                    if (item.ValueKind != JsonValueKind.String)
                    {
                        throw new UsageException($"{where}[{items.Count}] must be a string, but is {Describe(item)}.");
                    }

                    items.Add(item.GetString()!);
                }

                return CheckedList(spec, where, items);
            default:
                throw new UsageException($"{where} must be {Expected(spec)}, but is {Describe(json)}.");
        }
    }

    /// <summary>The values of an option that is given as often as needed, each <c>NAME=VALUE</c>; the value may be empty and hold more equals signs.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(OptionSpec spec, IReadOnlyList<string> texts)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new UsageException($"{spec.Flag}: '{text}' is not {spec.Value}.");
            }

            pairs.Add(new(text[..equals], text[(equals + 1)..]));
        }

        return pairs.Count > 0 ? pairs.AsReadOnly() : throw new UsageException($"{spec.Flag} needs a value: {spec.Value}.");
    }

    /// <summary>The values of an option that takes two.</summary>
    /// <exception cref="UsageException">There is another number of them, or one is empty.</exception>
    public static IReadOnlyList<string> Two(OptionSpec spec, IReadOnlyList<string> texts) => texts.Count == 2 && texts.All(t => t.Length > 0)
        ? texts
        : throw new UsageException($"{spec.Flag} needs two values: {spec.Value}.");

    /// <summary>A JSON value's type, with the value where it is short.</summary>
    public static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    private static string Expected(OptionSpec spec) => spec.Kind switch
    {
        OptionKind.Text => "a string",
        OptionKind.Choice => "a string, one of " + string.Join(", ", spec.Choices),
        OptionKind.Boolean or OptionKind.Flag => "true or false",
        OptionKind.Integer => "a whole number",
        OptionKind.Number => "a number",
        _ => "an array of strings",
    };

    private static string Checked(OptionSpec spec, string where, string text) =>
        text.Length > 0 || spec.MayBeEmpty ? text : throw new UsageException($"{where} must not be empty.");

    private static object WholeNumber(OptionSpec spec, string where, string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            bool large = text.Length > 9 && text.TrimStart('+', '-').All(char.IsAsciiDigit);
            throw new UsageException(large ? $"{where}: {text} is out of range." : $"{where}: '{text}' is not a whole number.");
        }

        CheckRange(spec, where, value);
        return value;
    }

    private static object Number(OptionSpec spec, string where, string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            || !double.IsFinite(value))
        {
            string point = text.Contains(',', StringComparison.Ordinal) ? " (the decimal sign is a point)" : "";
            throw new UsageException($"{where}: '{text}' is not a number{point}.");
        }

        CheckRange(spec, where, value);
        return value;
    }

    private static void CheckRange(OptionSpec spec, string where, double value)
    {
        if (value < spec.Minimum || value > spec.Maximum)
        {
            string range = double.IsPositiveInfinity(spec.Maximum)
                ? string.Create(CultureInfo.InvariantCulture, $"{spec.Minimum} or more")
                : string.Create(CultureInfo.InvariantCulture, $"{spec.Minimum} to {spec.Maximum}");
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{where} must be {range}, but is {value}."));
        }
    }

    private static object TrueOrFalse(string where, string text) => text.ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        _ => throw new UsageException($"{where}: '{text}' is neither true nor false."),
    };

    private static string Choice(OptionSpec spec, string where, string text) =>
        spec.Choices.FirstOrDefault(c => c.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"{where}: '{text}' is not one of {string.Join(", ", spec.Choices)}.{NearestName.Hint(text, spec.Choices)}");

    private static List<string> Split(string where, string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        List<string> items = [.. text.Split(',', StringSplitOptions.TrimEntries)];
        return items.Contains("") ? throw new UsageException($"{where}: '{text}' has an empty item.") : items;
    }

    private static IReadOnlyList<string> CheckedList(OptionSpec spec, string where, List<string> items)
    {
        if (spec.Kind == OptionKind.ChoiceList)
        {
            items = items.ConvertAll(item => Choice(spec, where, item));
            if (items.Count == 0 && !spec.MayBeEmpty)
            {
                throw new UsageException($"{where} names nothing; it takes one or more of {string.Join(", ", spec.Choices)}.");
            }

            if (items.GroupBy(item => item).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw new UsageException($"{where} names '{twice.Key}' twice.");
            }
        }

        return items.AsReadOnly();
    }
}
