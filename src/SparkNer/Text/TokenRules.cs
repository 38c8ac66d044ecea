namespace SparkNer.Text;

/// <summary>The rules by which prefix, infix and suffix patterns cut a candidate.</summary>
internal static class TokenRules
{
    /// <summary>One pattern a rule, in the order in which they are tried; null if the options give no pattern, so that the context characters decide.</summary>
    /// <exception cref="ArgumentException">A pattern cannot be translated or does not have the form that its option asks for.</exception>
    public static JavaPattern[]? Compile(TokenizerOptions options)
    {
        if (options.PrefixPattern is null && options.SuffixPattern is null && options.InfixPatterns is null)
        {
            return null;
        }

        string context = $@"\Q{string.Concat(options.ContextChars).Replace(@"\E", @"\E\\E\Q")}\E";
        string prefix = options.PrefixPattern ?? $@"\A([{context}]*)";
        string suffix = options.SuffixPattern ?? $@"([{context}]*)\z";
        IReadOnlyList<string> infixes = options.InfixPatterns ?? [$"([^{context}](?:.*[^{context}])*)"];
        Check(prefix.StartsWith(@"\A", StringComparison.Ordinal), @"prefixPattern must begin with \A to ensure it is the beginning of the string");
        Check(suffix.EndsWith(@"\z", StringComparison.Ordinal), @"suffixPattern must end with \z to ensure it is the end of the string");
        Check(
            infixes.All(i => i.Contains('(') && i.Contains(')')),
            "infixPatterns: infix patterns must use regex group. Notice each group will result in separate token");
        string option = options.InfixPatterns is not null ? "infixPatterns" : options.PrefixPattern is not null ? "prefixPattern" : "suffixPattern";
        return [.. infixes.Select(infix => JavaPattern.Compile(prefix + infix + suffix, option, options.RegexTimeout))];
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message, "options");
        }
    }
}
