namespace SparkNer.WordPieces.Loading;

/// <summary>How the special tokens are written.</summary>
internal sealed record SpecialTokenNames(string Unk, string Cls, string Sep, string Pad, string Mask)
{
    /// <summary>BERT's.</summary>
    public static SpecialTokenNames Default { get; } = new("[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]");

    /// <summary>All of them.</summary>
    public IEnumerable<string> All => [Pad, Unk, Cls, Sep, Mask];
}
