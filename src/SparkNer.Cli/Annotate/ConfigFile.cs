using System.Globalization;
using System.Text.Json;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Annotate;

/// <summary>Reads the options in a <c>--config</c> file. No I/O but <see cref="Read"/>.</summary>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions _json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };

    /// <summary>The options in a file.</summary>
    /// <exception cref="UsageException">The file cannot be read, or something in it is wrong.</exception>
    public static GivenOptions Read(string path)
    {
        byte[] utf8;
        try
        {
            utf8 = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"--config: there is no file '{path}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Directory.Exists(path) ? $"--config: '{path}' is a folder, not a file." : $"--config: '{path}' cannot be read: {e.Message}");
        }

        return Parse(path, utf8);
    }

    /// <summary>The options in a file's content.</summary>
    /// <param name="path">How messages name the file.</param>
    /// <param name="utf8">JSON in UTF-8; a byte order mark, comments and trailing commas are allowed.</param>
    /// <exception cref="UsageException">Something in it is wrong.</exception>
    public static GivenOptions Parse(string path, ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(ByteOrderMark.Skip(utf8), _json);
        }
        catch (JsonException e)
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
            throw new UsageException($"{path}, {at}: this is not JSON. {Reason(e.Message)}");
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new UsageException($"{path}: $ must be an object, but is {OptionValueParser.Describe(root)}.");
            }

            var given = new GivenOptions();
            ReadRoot(path, root, given);
            return given;
        }
    }

    private static void ReadRoot(string path, JsonElement root, GivenOptions given)
    {
        foreach (JsonProperty property in root.EnumerateObject())
        {
            string name = Normalize(property.Name);
            string where = Where(path, "$", property.Name);
            if (ConfigSections.Names.FirstOrDefault(section => Normalize(section) == name) is { } sectionName)
            {
                ReadSection(path, sectionName, property, given);
            }
            else if (name == "input")
            {
                AddInputs(where, property.Value, given);
            }
            else if (name == "config")
            {
                throw new UsageException($"{where}: a configuration file cannot name another one.");
            }
            else if (AnnotateOptions.All.FirstOrDefault(option => Normalize(option.Name) == name) is { } spec)
            {
                Add(spec, where, property.Value, given);
            }
            else
            {
                IEnumerable<string> known = AnnotateOptions.All.Where(option => option.Name != "config").Select(option => CamelCase(option.Name)).Concat(ConfigSections.Names).Append("input");
                throw new UsageException($"{where} is unknown.{NearestName.Hint(property.Name, known)}");
            }
        }
    }

    private static void ReadSection(string path, string section, JsonProperty property, GivenOptions given)
    {
        string where = Where(path, "$", property.Name);
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException($"{where} must be an object, but is {OptionValueParser.Describe(property.Value)}.");
        }

        foreach (JsonProperty parameter in property.Value.EnumerateObject())
        {
            string name = Normalize(parameter.Name);
            string parameterWhere = Where(path, "$." + property.Name, parameter.Name);
            OptionSpec spec = ConfigSections.Of(section).FirstOrDefault(candidate => Normalize(ConfigSections.ParameterOf(candidate)) == name)
                ?? throw new UsageException($"{parameterWhere} is unknown.{NearestName.Hint(parameter.Name, ConfigSections.Of(section).Select(ConfigSections.ParameterOf))}");
            Add(spec, parameterWhere, parameter.Value, given);
        }
    }

    private static void Add(OptionSpec spec, string where, JsonElement value, GivenOptions given)
    {
        // null reads "as if it were not there", so that a template can list every parameter.
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        OptionSpec option = spec.SameAs is { } name ? AnnotateOptions.All.Single(o => o.Name == name) : spec;
        given.Add(option.Name, new GivenOption(OptionValueParser.FromJson(option, where, value), where, InFile: true));
    }

    private static void AddInputs(string where, JsonElement value, GivenOptions given)
    {
        var spec = new OptionSpec("input", OptionKind.List, "", "");
        object inputs = value.ValueKind == JsonValueKind.String ? new[] { value.GetString()! } : OptionValueParser.FromJson(spec, where, value);
        given.Add("input", new GivenOption(inputs, where, InFile: true));
    }

    private static string Where(string path, string parent, string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? $"{path}: {parent}.{key}" : $"{path}: {parent}[{JsonEncodedText.Encode(key).ToString().Insert(0, "\"")}\"]";

    // camelCase and kebab-case are the same name.
    private static string Normalize(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string CamelCase(string kebab) => string.Concat(kebab.Split('-').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    // System.Text.Json ends its messages with the position, which is said already.
    private static string Reason(string message)
    {
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
