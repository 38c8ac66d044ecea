namespace SparkNer.Text;

/// <summary>Splits tokens further: by <c>splitPattern</c>, else by <c>splitChars</c>.</summary>
internal sealed class TokenSplitter
{
    private readonly JavaPattern? _pattern;
    private readonly JavaPattern? _chars;
    private readonly string _presence;

    private TokenSplitter(JavaPattern? pattern, JavaPattern? chars, string presence)
    {
        _pattern = pattern;
        _chars = chars;
        _presence = presence;
    }

    /// <summary>The splitter that the options ask for; null if they ask for none.</summary>
    /// <exception cref="ArgumentException">The pattern cannot be translated, or a split character is not one.</exception>
    public static TokenSplitter? Create(TokenizerOptions options)
    {
        if (options.SplitPattern is null && options.SplitChars is null)
        {
            return null;
        }

        JavaPattern? pattern = options.SplitPattern is null ? null : JavaPattern.Compile(options.SplitPattern, "splitPattern", options.RegexTimeout);
        if (options.SplitChars is not { Count: > 0 } chars)
        {
            return new TokenSplitter(pattern, null, "");
        }

        string? wrong = chars.FirstOrDefault(c => c is not ({ Length: 1 } or ['\\', _]));
        if (wrong is not null)
        {
            throw new ArgumentException(
                $"splitChars: All elements in split chars must have length == 1 (or 2 with a backslash first), not '{wrong}'.", nameof(options));
        }

        JavaPattern anyChar = JavaPattern.Compile(string.Join('|', chars), "splitChars", options.RegexTimeout);
        return new TokenSplitter(pattern, anyChar, string.Concat(chars.Select(c => c[^1])));
    }

    /// <summary>The parts of a token, of which some may be empty; null if it stays whole.</summary>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public List<(int Begin, int Length)>? Split(ReadOnlySpan<char> token, long started)
    {
        if (_pattern?.Split(token, started) is { Count: > 1 } parts)
        {
            return parts;
        }

        return _chars is not null && token.ContainsAny(_presence) ? _chars.Split(token, started) : null;
    }
}
