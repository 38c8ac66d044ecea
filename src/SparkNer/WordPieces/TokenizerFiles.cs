namespace SparkNer.WordPieces;

/// <summary>The contents of a model folder's tokenizer files (UTF-8, with or without BOM); null for a file that is not there.</summary>
/// <remarks>At least one of <see cref="TokenizerJson"/> and <see cref="VocabTxt"/> is needed. Nothing here touches a disk.</remarks>
public sealed record TokenizerFiles
{
    /// <summary><c>tokenizer.json</c>, as the Hugging Face tokenizers library writes it.</summary>
    public byte[]? TokenizerJson { get; init; }

    /// <summary><c>tokenizer_config.json</c>: the tokenizer's class, casing, length and special tokens.</summary>
    public byte[]? TokenizerConfigJson { get; init; }

    /// <summary><c>vocab.txt</c>: one word piece a line, its line number (from 0) is its id.</summary>
    public byte[]? VocabTxt { get; init; }

    /// <summary><c>special_tokens_map.json</c>: the names of the special tokens.</summary>
    public byte[]? SpecialTokensMapJson { get; init; }

    /// <summary><c>config.json</c>, of the model: only its <c>model_type</c> and <c>tokenizer_class</c> count.</summary>
    public byte[]? ConfigJson { get; init; }
}
