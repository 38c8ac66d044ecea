using System.Text.Json;

namespace SparkNer.WordPieces.Loading;

/// <summary>What <c>tokenizer.json</c> says, part by part; each part is checked only when it is asked for, since not all of them always count.</summary>
internal sealed class TokenizerJson
{
    /// <summary>The file's name.</summary>
    public const string Name = "tokenizer.json";

    private readonly JsonFile _file;
    private readonly JsonElement _model;

    private TokenizerJson(JsonFile file, JsonElement model)
    {
        _file = file;
        _model = model;
    }

    /// <summary>Parses the file and checks that its model is WordPiece.</summary>
    /// <param name="content">The bytes; null if the file is not there.</param>
    /// <returns>The file, or null.</returns>
    public static TokenizerJson? Parse(byte[]? content)
    {
        if (JsonFile.Parse(Name, content) is not { } file)
        {
            return null;
        }

        JsonElement model = file.Find(file.Root, "model", "model", JsonValueKind.Object) ?? throw file.Fault("it has no \"model\".");

        // Files of the first releases do not name the type; merges tell BPE.
        string type = file.String(model, "type", "model.type") ?? (model.TryGetProperty("merges", out _) ? "BPE" : "WordPiece");
        return type == "WordPiece"
            ? new TokenizerJson(file, model)
            : throw file.Fault($"the model is of type {type}; only WordPiece (BERT, DistilBERT) is supported.");
    }

    /// <summary>The id of each piece.</summary>
    public Dictionary<string, int> Vocabulary
    {
        get
        {
            JsonElement vocabulary = _file.Find(_model, "vocab", "model.vocab", JsonValueKind.Object) ?? throw _file.Fault("it has no \"model.vocab\".");
            var ids = new Dictionary<string, int>();
            foreach (JsonProperty entry in vocabulary.EnumerateObject())
            {
                ids[entry.Name] = _file.Id(entry.Value, $"model.vocab[{entry.Name}]");
            }

            return ids.Count > 0 ? ids : throw _file.Fault("\"model.vocab\" is empty.");
        }
    }

    /// <summary>The token for unknown words.</summary>
    public string UnkToken => _file.String(_model, "unk_token", "model.unk_token") ?? SpecialTokenNames.Default.Unk;

    /// <summary>What pieces inside a word begin with.</summary>
    public string ContinuingPrefix =>
        _file.String(_model, "continuing_subword_prefix", "model.continuing_subword_prefix") ?? TokenizerLoader.DefaultContinuingPrefix;

    /// <summary>Words of more code points are unknown.</summary>
    public int MaxWordLength => _file.Find(_model, "max_input_chars_per_word", "model.max_input_chars_per_word", JsonValueKind.Number) is { } value
        ? _file.Id(value, "model.max_input_chars_per_word")
        : TokenizerLoader.DefaultMaxWordLength;

    /// <summary>The added tokens.</summary>
    public IReadOnlyList<AddedToken> AddedTokens
    {
        get
        {
            if (_file.Find(_file.Root, "added_tokens", "added_tokens", JsonValueKind.Array) is not { } tokens)
            {
                return [];
            }

            return [.. tokens.EnumerateArray().Select((token, i) => AddedTokenReader.Read(_file, token, $"added_tokens[{i}]"))];
        }
    }

    /// <summary>The normalizer, which must be BERT's or none.</summary>
    public NormalizationRules Normalizer
    {
        get
        {
            if (_file.Find(_file.Root, "normalizer", "normalizer", JsonValueKind.Object) is not { } normalizer)
            {
                return default;
            }

            string type = _file.String(normalizer, "type", "normalizer.type") ?? "(none)";
            if (type != "BertNormalizer")
            {
                throw _file.Fault($"the normalizer is of type {type}; only BertNormalizer, or none, is supported.");
            }

            bool lowerCase = _file.Bool(normalizer, "lowercase", "normalizer.lowercase") ?? true;
            return new NormalizationRules(
                _file.Bool(normalizer, "clean_text", "normalizer.clean_text") ?? true,
                _file.Bool(normalizer, "handle_chinese_chars", "normalizer.handle_chinese_chars") ?? true,
                _file.Bool(normalizer, "strip_accents", "normalizer.strip_accents") ?? lowerCase,
                lowerCase);
        }
    }

    /// <summary>Checks that words are split as BERT splits them.</summary>
    public void CheckPreTokenizer()
    {
        string type = _file.Find(_file.Root, "pre_tokenizer", "pre_tokenizer", JsonValueKind.Object) is { } preTokenizer
            ? _file.String(preTokenizer, "type", "pre_tokenizer.type") ?? "(none)"
            : "(none)";
        if (type != "BertPreTokenizer")
        {
            throw _file.Fault($"the pre-tokenizer is of type {type}; only BertPreTokenizer is supported.");
        }
    }

    /// <summary>The tokens that the post-processor puts around a text: one before, one after, or it is not BERT's.</summary>
    public (string Cls, string Sep) Surrounding
    {
        get
        {
            JsonElement? found = _file.Find(_file.Root, "post_processor", "post_processor", JsonValueKind.Object);
            string type = found is { } p ? _file.String(p, "type", "post_processor.type") ?? "(none)" : "(none)";
            switch (type)
            {
                case "TemplateProcessing" when Template(found!.Value) is { } surrounding:
                    return surrounding;
                case "BertProcessing" when Pair(found!.Value, "cls") is { } cls && Pair(found!.Value, "sep") is { } sep:
                    return (cls, sep);
                default:
                    throw _file.Fault(
                        $"the post-processor is of type {type} and does not make \"[CLS] text [SEP]\"; "
                        + "only TemplateProcessing and BertProcessing that do are supported.");
            }
        }
    }

    private static (string Cls, string Sep)? Template(JsonElement processor)
    {
        if (!processor.TryGetProperty("single", out JsonElement single) || single.ValueKind != JsonValueKind.Array || single.GetArrayLength() != 3
            || single[1].ValueKind != JsonValueKind.Object || !single[1].TryGetProperty("Sequence", out _))
        {
            return null;
        }

        return SpecialId(single[0]) is { } cls && SpecialId(single[2]) is { } sep ? (cls, sep) : null;
    }

    private static string? SpecialId(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("SpecialToken", out JsonElement token) && token.ValueKind == JsonValueKind.Object
        && token.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private static string? Pair(JsonElement processor, string key) =>
        processor.TryGetProperty(key, out JsonElement pair) && pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
        && pair[0].ValueKind == JsonValueKind.String ? pair[0].GetString() : null;
}
