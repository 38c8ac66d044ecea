namespace SparkNer.WordPieces.Unicode;

/// <summary>What the BERT normalizer and pre-tokenizer need to know of a code point; one byte, so that one table look-up answers it all.</summary>
[Flags]
internal enum CodePointFlags : byte
{
    /// <summary>Nothing: a letter or a symbol that no step changes.</summary>
    None = 0,

    /// <summary>clean_text removes it.</summary>
    Removed = 1,

    /// <summary>clean_text makes it a space.</summary>
    BecomesSpace = 2,

    /// <summary>It gets a space on either side.</summary>
    Chinese = 4,

    /// <summary>It is a word of its own.</summary>
    Punctuation = 8,

    /// <summary>It separates words.</summary>
    Whitespace = 16,

    /// <summary>Stripping accents changes or removes it.</summary>
    Accented = 32,

    /// <summary>Lower-casing changes it.</summary>
    UpperCase = 64,

    /// <summary>It (or the first of what it decomposes to) has a canonical combining class above 0: NFD may reorder it.</summary>
    Combining = 128,
}
