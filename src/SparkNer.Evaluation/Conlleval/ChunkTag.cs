namespace SparkNer.Evaluation.Conlleval;

/// <summary>A tag as the shared tasks' script cuts it: at the first hyphen. A tag without a hyphen is all prefix and has no type, and so has the type <c>0</c>.</summary>
internal readonly record struct ChunkTag(string Prefix, string Type)
{
    public static ChunkTag Outside { get; } = new("O", "");

    // What is outside or ends a sentence in some of the old tasks' data.
    private bool IsOutside => Prefix is "O" or ".";

    private bool IsBracket => Prefix is "[" or "]";

    public static ChunkTag Parse(string tag)
    {
        int hyphen = tag.IndexOf('-', StringComparison.Ordinal);
        if (hyphen < 0)
        {
            return new ChunkTag(tag, "");
        }

        string type = tag[(hyphen + 1)..];
        return new ChunkTag(tag[..hyphen], type == "0" ? "" : type);
    }

    /// <summary>Whether a chunk starts at a tag.</summary>
    public static bool Starts(ChunkTag previous, ChunkTag tag) =>
        (previous.Prefix, tag.Prefix) is ("B", "B") or ("I", "B") or ("O", "B") or ("O", "I") or ("E", "E") or ("E", "I") or ("O", "E")
        || (!tag.IsOutside && previous.Type != tag.Type)
        || tag.IsBracket;

    /// <summary>Whether a chunk ends before a tag.</summary>
    public static bool Ends(ChunkTag previous, ChunkTag tag) =>
        (previous.Prefix, tag.Prefix) is ("B", "B") or ("B", "O") or ("I", "B") or ("I", "O") or ("E", "E") or ("E", "I") or ("E", "O")
        || (!previous.IsOutside && previous.Type != tag.Type)
        || previous.IsBracket;

    /// <summary>Tags taken apart once: a data set has few of them.</summary>
    internal sealed class Cache
    {
        private readonly Dictionary<string, ChunkTag> _tags = new(StringComparer.Ordinal);

        public ChunkTag Parse(string tag)
        {
            if (!_tags.TryGetValue(tag, out ChunkTag parsed))
            {
                _tags[tag] = parsed = ChunkTag.Parse(tag);
            }

            return parsed;
        }
    }
}
