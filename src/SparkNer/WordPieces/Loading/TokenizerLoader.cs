namespace SparkNer.WordPieces.Loading;

/// <summary>Decides what counts when several files speak of the tokenizer, as transformers 5 does.</summary>
internal static class TokenizerLoader
{
    /// <summary>BERT's mark of a piece inside a word.</summary>
    public const string DefaultContinuingPrefix = "##";

    /// <summary>BERT's limit, in code points.</summary>
    public const int DefaultMaxWordLength = 100;

    private const string Supported =
        "Supported are the tokenizers of the BERT family (WordPiece): BertTokenizer, DistilBertTokenizer, ElectraTokenizer and the like.";

    // Classes that are BERT's tokenizer under another name (and, with "Fast" after it, of version 4).
    private static readonly HashSet<string> BertClasses =
    [
        "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "ConvBertTokenizer", "SqueezeBertTokenizer", "LayoutLMTokenizer",
        "LxmertTokenizer", "RetriBertTokenizer",
    ];

    // Classes that take tokenizer.json as it is.
    private static readonly HashSet<string> GenericClasses = ["PreTrainedTokenizerFast", "TokenizersBackend"];

    private static readonly HashSet<string> BertModels =
    [
        "bert", "distilbert", "electra", "mobilebert", "convbert", "squeezebert", "layoutlm", "lxmert", "retribert", "megatron-bert", "nezha", "visual_bert",
    ];

    /// <summary>Reads the files.</summary>
    public static TokenizerDefinition Load(TokenizerFiles files)
    {
        var config = new TokenizerConfig(files);
        TokenizerJson? json = TokenizerJson.Parse(files.TokenizerJson);
        return IsBert(config, json is not null) ? LoadBert(files, config, json) : LoadGeneric(config, json!);
    }

    /// <summary>Whether BERT's own class loads the tokenizer; else it is tokenizer.json as it is.</summary>
    private static bool IsBert(TokenizerConfig config, bool hasJson)
    {
        if (config.TokenizerClass is var (name, file))
        {
            string plain = name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^"Fast".Length] : name;
            return BertClasses.Contains(plain) || (hasJson ? false : throw new TokenizerFormatException(file, GenericClasses.Contains(name)
                ? $"the tokenizer is of class {name}, which needs tokenizer.json, and there is none."
                : $"the tokenizer is of class {name}. {Supported}"));
        }

        return config.ModelType is not { } model || BertModels.Contains(model) || (hasJson ? false : throw new TokenizerFormatException(
            "config.json", $"no tokenizer class is named, there is no tokenizer.json, and the model is of type {model}. {Supported}"));
    }

    private static TokenizerDefinition LoadBert(TokenizerFiles files, TokenizerConfig config, TokenizerJson? json)
    {
        // Of tokenizer.json this class takes nothing but the vocabulary and the added tokens: what the configuration leaves open falls back
        // to BERT's defaults, not to tokenizer.json.
        Dictionary<string, int> vocabulary = json?.Vocabulary ?? (files.VocabTxt is { } text
            ? VocabTxt.Parse(text)
            : throw new TokenizerFormatException(VocabTxt.Name, "neither it nor tokenizer.json is there; one of the two is needed."));
        bool lowerCase = config.LowerCase ?? true;
        SpecialTokenNames names = config.Names(SpecialTokenNames.Default);
        return new TokenizerDefinition
        {
            VocabularyFile = json is null ? VocabTxt.Name : TokenizerJson.Name,
            Vocabulary = vocabulary,
            ContinuingPrefix = DefaultContinuingPrefix,
            MaxWordLength = DefaultMaxWordLength,
            Rules = new NormalizationRules(
                CleanText: true, PadChinese: config.TokenizeChineseChars ?? true, StripAccents: config.StripAccents ?? lowerCase, LowerCase: lowerCase),
            Names = names,
            AddedTokens = AddedTokens(config.AddedTokens ?? json?.AddedTokens ?? [], config, names, vocabulary),
            ModelMaxLength = config.ModelMaxLength,
        };
    }

    private static TokenizerDefinition LoadGeneric(TokenizerConfig config, TokenizerJson json)
    {
        json.CheckPreTokenizer();
        (string cls, string sep) = json.Surrounding;
        Dictionary<string, int> vocabulary = json.Vocabulary;

        // The words around a text are the post-processor's, whatever the configuration calls [CLS].
        SpecialTokenNames names = config.Names(SpecialTokenNames.Default) with { Unk = json.UnkToken, Cls = cls, Sep = sep };
        return new TokenizerDefinition
        {
            VocabularyFile = TokenizerJson.Name,
            Vocabulary = vocabulary,
            ContinuingPrefix = json.ContinuingPrefix,
            MaxWordLength = json.MaxWordLength,
            Rules = json.Normalizer,
            Names = names,
            AddedTokens = AddedTokens([.. json.AddedTokens, .. config.AddedTokens ?? []], config, names, vocabulary),
            ModelMaxLength = config.ModelMaxLength,
        };
    }

    /// <summary>The listed tokens and the special ones; of two entries for one token the later counts.</summary>
    private static List<AddedToken> AddedTokens(
        IReadOnlyList<AddedToken> listed, TokenizerConfig config, SpecialTokenNames names, Dictionary<string, int> vocabulary)
    {
        var tokens = new List<AddedToken>();
        var places = new Dictionary<string, int>();
        foreach (AddedToken token in listed.Concat(config.ExtraSpecialTokens).Where(t => t.Content.Length > 0))
        {
            Set(token);
        }

        foreach (string name in names.All.Where(n => n.Length > 0))
        {
            // The reference appends special tokens that are nowhere to be found, with ids for which the model has no embedding. Of those only [PAD]
            // and [MASK] can be done without, so they are left out; the others will be missed.
            if (places.ContainsKey(name) || vocabulary.ContainsKey(name))
            {
                Set(new AddedToken(name, Special: true, Normalized: false));
            }
        }

        return tokens;

        void Set(AddedToken token)
        {
            if (places.TryAdd(token.Content, tokens.Count))
            {
                tokens.Add(token);
            }
            else
            {
                tokens[places[token.Content]] = token;
            }
        }
    }
}
