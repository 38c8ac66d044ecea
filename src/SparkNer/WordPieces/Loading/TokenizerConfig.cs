using System.Text.Json;

namespace SparkNer.WordPieces.Loading;

/// <summary>What counts of <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and <c>config.json</c>.</summary>
internal sealed class TokenizerConfig
{
    // Above this a length is the reference's way to write "none".
    private const double NoLength = 1e15;

    private readonly JsonFile? _config;
    private readonly JsonFile? _specialTokens;
    private readonly JsonFile? _model;

    /// <summary>Parses the files.</summary>
    public TokenizerConfig(TokenizerFiles files)
    {
        _config = JsonFile.Parse("tokenizer_config.json", files.TokenizerConfigJson);
        _specialTokens = JsonFile.Parse("special_tokens_map.json", files.SpecialTokensMapJson);
        _model = JsonFile.Parse("config.json", files.ConfigJson);
    }

    /// <summary>The tokenizer's class and the file that names it, or null.</summary>
    public (string Name, string File)? TokenizerClass => Named(_config) ?? Named(_model);

    /// <summary>The model's type, or null.</summary>
    public string? ModelType => _model?.String(_model.Root, "model_type", "model_type");

    /// <summary>Whether to lower-case, or null.</summary>
    public bool? LowerCase => Flag("do_lower_case");

    /// <summary>Whether to strip accents, or null.</summary>
    public bool? StripAccents => Flag("strip_accents");

    /// <summary>Whether Chinese characters are words, or null.</summary>
    public bool? TokenizeChineseChars => Flag("tokenize_chinese_chars");

    /// <summary>The longest sequence, or null.</summary>
    public int? ModelMaxLength
    {
        get
        {
            foreach (string key in (ReadOnlySpan<string>)["model_max_length", "max_len"])
            {
                if (_config?.Find(_config.Root, key, key, JsonValueKind.Number) is { } value)
                {
                    double length = value.TryGetDouble(out double number) ? number : double.PositiveInfinity;
                    return length >= NoLength || length > int.MaxValue ? null
                        : length >= 1 ? (int)length
                        : throw _config.Fault($"\"{key}\" is {value.GetRawText()}; a length of at least 1 is needed.");
                }
            }

            return null;
        }
    }

    /// <summary>The special tokens' names; those that the files do not name are <paramref name="defaults"/>.</summary>
    public SpecialTokenNames Names(SpecialTokenNames defaults) => new(
        TokenName("unk_token") ?? defaults.Unk,
        TokenName("cls_token") ?? defaults.Cls,
        TokenName("sep_token") ?? defaults.Sep,
        TokenName("pad_token") ?? defaults.Pad,
        TokenName("mask_token") ?? defaults.Mask);

    /// <summary>The tokens of <c>added_tokens_decoder</c> in the order of their ids, or null if there is no such entry.</summary>
    public IReadOnlyList<AddedToken>? AddedTokens
    {
        get
        {
            const string Key = "added_tokens_decoder";
            if (_config?.Find(_config.Root, Key, Key, JsonValueKind.Object) is not { } tokens)
            {
                return null;
            }

            var list = new List<(int Id, AddedToken Token)>();
            foreach (JsonProperty token in tokens.EnumerateObject())
            {
                string path = $"{Key}.{token.Name}";
                if (!int.TryParse(token.Name, out int id))
                {
                    throw _config.Fault($"\"{path}\": the key must be an id.");
                }

                list.Add((id, AddedTokenReader.Read(_config, token.Value, path)));
            }

            return [.. list.OrderBy(t => t.Id).Select(t => t.Token)];
        }
    }

    /// <summary>Further special tokens.</summary>
    public IEnumerable<AddedToken> ExtraSpecialTokens
    {
        get
        {
            foreach (JsonFile file in new[] { _config, _specialTokens }.OfType<JsonFile>())
            {
                foreach (string key in (string[])["additional_special_tokens", "extra_special_tokens"])
                {
                    foreach ((JsonElement value, string path) in Elements(file, key))
                    {
                        yield return value.ValueKind == JsonValueKind.String
                            ? new AddedToken(file.Text(value, path), Special: true, Normalized: false)
                            : AddedTokenReader.Read(file, value, path) with { Special = true };
                    }
                }
            }
        }
    }

    private static IEnumerable<(JsonElement Value, string Path)> Elements(JsonFile file, string key)
    {
        // A list in version 4, a map from names to tokens in version 5 (where it may be a list, too).
        if (file.Find(file.Root, key, key, JsonValueKind.Array, JsonValueKind.Object) is not { } tokens)
        {
            return [];
        }

        return tokens.ValueKind == JsonValueKind.Array
            ? tokens.EnumerateArray().Select((value, i) => (value, $"{key}[{i}]"))
            : tokens.EnumerateObject().Select(p => (p.Value, $"{key}.{p.Name}"));
    }

    private static (string Name, string File)? Named(JsonFile? file) =>
        file?.String(file.Root, "tokenizer_class", "tokenizer_class") is { } name ? (name, file.Name) : null;

    private bool? Flag(string key) => _config?.Bool(_config.Root, key, key);

    private string? TokenName(string key)
    {
        // A configuration with added_tokens_decoder is of the newer form, which the map does not overrule.
        bool newForm = _config?.Root.TryGetProperty("added_tokens_decoder", out _) == true;
        string? fromConfig = TokenName(_config, key);
        string? fromMap = TokenName(_specialTokens, key);
        return newForm ? fromConfig ?? fromMap : fromMap ?? fromConfig;
    }

    private static string? TokenName(JsonFile? file, string key)
    {
        if (file?.Find(file.Root, key, key, JsonValueKind.String, JsonValueKind.Object) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? file.Text(value, key) : AddedTokenReader.Read(file, value, key).Content;
    }
}
