using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>
/// Writes a job's options as the arguments of the driver's program. A configuration file's options are written out, because the driver may run where the file is
/// not; what a command line cannot say goes into one argument of JSON.
/// </summary>
internal static class JobArguments
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The arguments.</summary>
    /// <param name="given">The options, those of the configuration among them.</param>
    /// <param name="counting">Those of <c>sparkner annotate</c> that count: others gave way.</param>
    /// <param name="readLines">Reads a text file's lines.</param>
    /// <exception cref="UserErrorException">A file that the configuration names cannot be read.</exception>
    public static IReadOnlyList<string> Write(GivenOptions given, IReadOnlySet<string> counting, Func<string, string[]> readLines)
    {
        var arguments = new List<string>();
        var inJson = new List<(OptionSpec Spec, GivenOption Option)>();
        foreach (OptionSpec spec in JobOptions.All.Where(spec => spec.Name != "config"))
        {
            if (!given.TryGet(spec.Name, out GivenOption? option) || !(JobOptions.Own.Contains(spec) || counting.Contains(spec.Name)))
            {
                continue;
            }

            if (option.Value is IReadOnlyList<string> list && list.Any(item => item.Length == 0 || item.Contains(',', StringComparison.Ordinal) || item.Trim() != item))
            {
                inJson.Add((spec, option));
            }
            else
            {
                Add(arguments, spec, option.Value);
            }
        }

        foreach (OptionSpec spec in ConfigSections.All.Where(spec => counting.Contains(spec.Name)))
        {
            if (given.TryGet(spec.Name, out GivenOption? option))
            {
                inJson.Add((spec, option));
            }
        }

        if (inJson.Count > 0)
        {
            arguments.AddRange("--" + JobOptions.ConfigJson, Json(inJson, readLines));
        }

        return arguments;
    }

    /// <summary>The arguments of a job without a configuration.</summary>
    /// <param name="given">The options.</param>
    /// <param name="specs">Those that the driver's program takes.</param>
    public static IReadOnlyList<string> Write(GivenOptions given, IEnumerable<OptionSpec> specs)
    {
        var arguments = new List<string>();
        foreach (OptionSpec spec in specs)
        {
            if (given.TryGet(spec.Name, out GivenOption? option))
            {
                Add(arguments, spec, option.Value);
            }
        }

        return arguments;
    }

    private static void Add(List<string> arguments, OptionSpec spec, object value)
    {
        switch (value)
        {
            case IReadOnlyList<KeyValuePair<string, string>> pairs:
                foreach ((string name, string text) in pairs)
                {
                    Add(arguments, spec, $"{name}={text}");
                }

                break;
            case IReadOnlyList<string> two when spec.Kind == OptionKind.Two:
                arguments.AddRange([spec.Flag, .. two]);
                break;
            default:
                Add(arguments, spec, Text(value));
                break;
        }
    }

    private static void Add(List<string> arguments, OptionSpec spec, string text)
    {
        if (spec.Kind == OptionKind.Flag && text == "true")
        {
            arguments.Add(spec.Flag);
        }
        else if (spec.Kind == OptionKind.Flag || text.Length == 0 || text[0] == '-')
        {
            // Joined, lest the value be taken for an option.
            arguments.Add($"{spec.Flag}={text}");
        }
        else
        {
            arguments.AddRange(spec.Flag, text);
        }
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IReadOnlyList<string> list => string.Join(',', list),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Json(List<(OptionSpec Spec, GivenOption Option)> options, Func<string, string[]> readLines)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _json))
        {
            writer.WriteStartObject();
            foreach ((OptionSpec spec, GivenOption option) in options.Where(o => !o.Spec.Name.Contains('.', StringComparison.Ordinal)))
            {
                WriteValue(writer, spec.Name, option.Value);
            }

            foreach (string section in ConfigSections.Names)
            {
                List<(OptionSpec Spec, GivenOption Option)> parameters = [.. options.Where(o => o.Spec.Name.StartsWith(section + ".", StringComparison.Ordinal))];
                if (parameters.Count > 0)
                {
                    writer.WriteStartObject(section);
                    WriteSection(writer, parameters, readLines);
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSection(Utf8JsonWriter writer, List<(OptionSpec Spec, GivenOption Option)> parameters, Func<string, string[]> readLines)
    {
        // A file of exceptions is sent as the list that it is.
        string? path = parameters.FirstOrDefault(p => p.Spec.Name == "tokenizer.exceptionsPath").Option?.Value as string;
        IReadOnlyList<string> exceptions = parameters.FirstOrDefault(p => p.Spec.Name == "tokenizer.exceptions").Option?.Value as IReadOnlyList<string> ?? [];
        foreach ((OptionSpec spec, GivenOption option) in parameters)
        {
            if (path is null || spec.Name is not ("tokenizer.exceptionsPath" or "tokenizer.exceptions"))
            {
                WriteValue(writer, ConfigSections.ParameterOf(spec), option.Value);
            }
        }

        if (path is not null)
        {
            WriteValue(writer, "exceptions", exceptions.Concat(Lines(path, readLines).Where(line => line.Length > 0)).ToArray());
        }
    }

    private static string[] Lines(string path, Func<string, string[]> readLines)
    {
        try
        {
            return readLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"tokenizer.exceptionsPath: '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStartArray();
                foreach (string item in (IReadOnlyList<string>)value)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
        }
    }
}
