using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SparkNer.Text;

/// <summary>A regex in Java's syntax and with Java's meaning, run by .NET: without backtracking where .NET can, else under a time limit.</summary>
/// <remarks>Thread-safe. The texts that it is given must not hold lone surrogates: see <see cref="LoneSurrogates.Without"/>.</remarks>
internal sealed class JavaPattern
{
    /// <summary>
    /// Classes of hundreds of ranges (properties such as \P{L}) are left to the backtracking engine: the other one was seen to miss matches of them (.NET 10).
    /// </summary>
    private const int MostUnitsWithoutBacktracking = 200;

    private readonly Regex _regex;
    private readonly string _pattern;
    private readonly string _option;
    private readonly TimeSpan _timeout;

    private JavaPattern(Regex regex, string pattern, string option, TimeSpan timeout)
    {
        _regex = regex;
        _pattern = pattern;
        _option = option;
        _timeout = timeout;
    }

    /// <summary>Whether it runs in time linear in the text's length.</summary>
    public bool IsLinear => _regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="option">The option that holds it, for messages.</param>
    /// <param name="timeout">The time that it may take on one text.</param>
    /// <exception cref="ArgumentException">It is not a Java regex, or it uses what .NET lacks; the message names it and its place.</exception>
    public static JavaPattern Compile(string pattern, string option, TimeSpan timeout)
    {
        string translated = new JavaPatternTranslator(pattern, option).Translate();
        return new JavaPattern(Compile(translated, pattern, option, timeout), pattern, option, timeout);
    }

    /// <summary>The first match in a part of a text, as if the part were all of it; null if there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="begin">The part's first code unit.</param>
    /// <param name="length">The part's length.</param>
    /// <param name="started">The timestamp of when the work on the text started.</param>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public Match? Match(string text, int begin, int length, long started)
    {
        try
        {
            Match match = _regex.Match(text, begin, length);
            ThrowIfLate(started);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new PatternTimeoutException(_pattern, _option, _timeout, e);
        }
    }

    /// <summary>All matches in a text, from left to right.</summary>
    /// <param name="text">The text.</param>
    /// <param name="started">The timestamp of when the work on the text started.</param>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public List<(int Begin, int Length)> Matches(ReadOnlySpan<char> text, long started)
    {
        var matches = new List<(int, int)>();
        try
        {
            foreach (ValueMatch match in _regex.EnumerateMatches(text))
            {
                ThrowIfLate(started);
                matches.Add((match.Index, match.Length));
            }

            ThrowIfLate(started);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new PatternTimeoutException(_pattern, _option, _timeout, e);
        }

        return matches;
    }

    /// <summary>The parts of a text between the matches, as Java's <c>String.split</c> makes them: no empty ones at the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="started">The timestamp of when the work on the text started.</param>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public List<(int Begin, int Length)> Split(ReadOnlySpan<char> text, long started)
    {
        var parts = new List<(int Begin, int Length)>();
        int at = 0;
        foreach ((int begin, int length) in Matches(text, started))
        {
            // An empty match at the start splits nothing off.
            if (begin + length > 0)
            {
                parts.Add((at, begin - at));
                at = begin + length;
            }
        }

        if (at == 0)
        {
            return [(0, text.Length)];
        }

        parts.Add((at, text.Length - at));
        while (parts.Count > 0 && parts[^1].Length == 0)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return parts;
    }

    private static Regex Compile(string translated, string pattern, string option, TimeSpan timeout)
    {
        try
        {
            if (translated.AsSpan().Count(@"\u") <= MostUnitsWithoutBacktracking)
            {
                return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, timeout);
            }
        }
        catch (NotSupportedException)
        {
            // Lookaround, back references, atomic groups: only the backtracking engine has them.
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException($"{option}: the pattern '{pattern}' cannot be used: {e.Message}", e);
        }

        return new Regex(translated, RegexOptions.CultureInvariant, timeout);
    }

    private void ThrowIfLate(long started)
    {
        if (_timeout != Regex.InfiniteMatchTimeout && Stopwatch.GetElapsedTime(started) > _timeout)
        {
            throw new PatternTimeoutException(_pattern, _option, _timeout);
        }
    }
}
