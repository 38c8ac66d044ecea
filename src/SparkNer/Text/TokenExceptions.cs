namespace SparkNer.Text;

/// <summary>Finds the texts that stay one token whatever is in them.</summary>
internal sealed class TokenExceptions
{
    private readonly JavaPattern _pattern;
    private readonly TokenChars _chars;

    /// <summary>The exceptions that the options name.</summary>
    /// <exception cref="ArgumentException">One cannot be translated.</exception>
    public TokenExceptions(TokenizerOptions options, TokenChars chars)
    {
        _chars = chars;
        string flags = options.CaseSensitiveExceptions ? "" : "(?i)";
        _pattern = JavaPattern.Compile(string.Join('|', options.Exceptions!.Select(e => flags + e)), "exceptions", options.RegexTimeout);
    }

    /// <summary>Finds the exceptions in a text.</summary>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public Matches Find(string text, long started)
    {
        var spans = new List<(int Begin, int End)>();
        var whole = new HashSet<string>(StringComparer.Ordinal);
        foreach ((int begin, int length) in _pattern.Matches(text, started))
        {
            bool hasBreak = false;
            for (int at = begin; at < begin + length && !hasBreak; at++)
            {
                hasBreak = _chars.BreakWidth(text, at) > 0;
            }

            if (hasBreak)
            {
                spans.Add((begin, begin + length));
            }
            else if (length > 0)
            {
                whole.Add(text.Substring(begin, length));
            }
        }

        return new Matches(spans, whole);
    }

    /// <summary>The exceptions in one text. Asked for ascending places, by one thread.</summary>
    internal sealed class Matches(List<(int Begin, int End)> spans, HashSet<string> whole)
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _whole = whole.GetAlternateLookup<ReadOnlySpan<char>>();
        private int _next;

        /// <summary>Whether a place is inside an exception that has break characters. Places must not descend.</summary>
        public bool IsInside(int at)
        {
            while (_next < spans.Count && spans[_next].End <= at)
            {
                _next++;
            }

            return _next < spans.Count && spans[_next].Begin <= at;
        }

        /// <summary>Whether a candidate as a whole is a text that was found as an exception without break characters.</summary>
        public bool IsWhole(ReadOnlySpan<char> candidate) => _whole.Contains(candidate);
    }
}
