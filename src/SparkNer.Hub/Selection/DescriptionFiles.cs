namespace SparkNer.Hub.Selection;

/// <summary>The small files that say what a model is: they come first, so that it is known whether it runs before its weights are fetched.</summary>
internal static class DescriptionFiles
{
    private static readonly string[] _names =
        ["config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", "added_tokens.json"];

    /// <summary>Those that there are among names of files.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> names) => [.. _names.Where(names.Contains)];
}
