using System.Diagnostics;

namespace SparkNer.Text;

/// <summary>Cuts a text into tokens, as Spark NLP's Tokenizer does.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Without patterns of the user's it takes linear time and allocates nothing but the list's room, whatever the text.</para>
/// <para>
/// Tokens are where their text is. So there is a difference to Spark NLP with patterns whose groups leave characters out or lie within one another: it
/// adds up the groups' lengths and gives the tokens after the gap wrong offsets; here groups that start before the end of the one before are left out.
/// </para>
/// </remarks>
public sealed class Tokenizer
{
    private const int CandidatesBetweenChecks = 4096;

    private readonly TokenChars _chars;
    private readonly JavaPattern[]? _rules;
    private readonly TokenSplitter? _splitter;
    private readonly TokenExceptions? _exceptions;
    private readonly bool _isPlain;
    private readonly int _minLength;
    private readonly int _maxLength;

    /// <summary>A tokenizer with the given options.</summary>
    /// <param name="options">The options; the defaults if null.</param>
    /// <exception cref="ArgumentException">
    /// A pattern cannot be translated or does not have the form that its option asks for, or a length is out of range.
    /// </exception>
    public Tokenizer(TokenizerOptions? options = null)
    {
        Options = options ?? new TokenizerOptions();
        _minLength = Math.Max(Options.MinLength, 1);
        _maxLength = Options.MaxLength ?? int.MaxValue;
        ArgumentOutOfRangeException.ThrowIfNegative(Options.MinLength, nameof(TokenizerOptions.MinLength));
        if (_maxLength < Options.MinLength)
        {
            throw new ArgumentException("maxLength must be greater equal than minLength", nameof(options));
        }

        _chars = new TokenChars(Options.TargetPattern, Options.ContextChars);
        _rules = TokenRules.Compile(Options);
        _splitter = TokenSplitter.Create(Options);
        _exceptions = Options.Exceptions is { Count: > 0 } ? new TokenExceptions(Options, _chars) : null;
        _isPlain = _rules is null && _splitter is null && _exceptions is null && _chars.AreUnits;
    }

    /// <summary>The options.</summary>
    public TokenizerOptions Options { get; }

    /// <summary>Appends a text's tokens to a list.</summary>
    /// <param name="text">The text: a document's or a sentence's.</param>
    /// <param name="tokens">Where the tokens go: ascending, not empty, not overlapping; offsets refer to <paramref name="text"/>.</param>
    /// <param name="cancellationToken">Asks to stop; looked at every few thousand tokens.</param>
    /// <exception cref="PatternTimeoutException">The user's patterns took too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Tokenize(string text, List<TextSpan> tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        if (_isPlain)
        {
            TokenizePlain(text, tokens, cancellationToken);
        }
        else
        {
            TokenizeByRules(text, tokens, cancellationToken);
        }
    }

    private void TokenizePlain(ReadOnlySpan<char> text, List<TextSpan> tokens, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> kinds = _chars.Kinds;
        int candidates = 0;
        for (int at = 0; at < text.Length;)
        {
            if ((kinds[text[at]] & TokenChars.Break) != 0)
            {
                at++;
                continue;
            }

            if (++candidates % CandidatesBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            // One walk: where the first and the last character is that is no context character.
            int begin = at;
            int first = -1;
            int last = -1;
            for (; at < text.Length; at++)
            {
                byte kind = kinds[text[at]];
                if (kind == 0)
                {
                    first = first < 0 ? at : first;
                    last = at;
                }
                else if ((kind & TokenChars.Break) != 0)
                {
                    break;
                }
            }

            if (first < 0)
            {
                Add(tokens, begin, at);
            }
            else
            {
                Add(tokens, begin, first);
                Add(tokens, first, last + 1);
                Add(tokens, last + 1, at);
            }
        }
    }

    private void TokenizeByRules(string text, List<TextSpan> tokens, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        string points = LoneSurrogates.Without(text);
        TokenExceptions.Matches? exceptions = _exceptions?.Find(points, started);
        int candidates = 0;
        for (int at = 0; at < text.Length;)
        {
            int width = exceptions?.IsInside(at) == true ? 0 : _chars.BreakWidth(points, at);
            if (width > 0)
            {
                at += width;
                continue;
            }

            if (++candidates % CandidatesBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            int begin = at;
            bool isException = false;
            while (at < text.Length)
            {
                if (_chars.BreakWidth(points, at) == 0)
                {
                    at += JavaText.CodePointWidth(points, at);
                }
                else if (exceptions?.IsInside(at) == true)
                {
                    isException = true;
                    at++;
                }
                else
                {
                    break;
                }
            }

            if (isException || exceptions?.IsWhole(points.AsSpan(begin, at - begin)) == true)
            {
                Add(tokens, begin, at);
            }
            else
            {
                Candidate(points, begin, at, tokens, started);
            }
        }
    }

    private void Candidate(string text, int begin, int end, List<TextSpan> tokens, long started)
    {
        if (_rules is null)
        {
            ReadOnlySpan<char> candidate = text.AsSpan(begin, end - begin);
            int first = begin + _chars.ContextLength(candidate);
            if (first == end)
            {
                Add(tokens, begin, end);
                return;
            }

            int last = end - _chars.ContextLengthAtEnd(candidate);
            Group(text, begin, first, tokens, started);
            Group(text, first, last, tokens, started);
            Group(text, last, end, tokens, started);
            return;
        }

        foreach (JavaPattern rule in _rules)
        {
            if (rule.Match(text, begin, end - begin, started) is { } match)
            {
                int done = begin;
                for (int i = 1; i < match.Groups.Count; i++)
                {
                    System.Text.RegularExpressions.Group group = match.Groups[i];
                    if (group.Success && group.Index >= done)
                    {
                        Group(text, group.Index, group.Index + group.Length, tokens, started);
                        done = group.Index + group.Length;
                    }
                }

                return;
            }
        }

        Add(tokens, begin, end);
    }

    private void Group(string text, int begin, int end, List<TextSpan> tokens, long started)
    {
        if (begin == end)
        {
            return;
        }

        List<(int Begin, int Length)>? parts = _splitter?.Split(text.AsSpan(begin, end - begin), started);
        if (parts is null)
        {
            Add(tokens, begin, end);
            return;
        }

        foreach ((int partBegin, int length) in parts)
        {
            Add(tokens, begin + partBegin, begin + partBegin + length);
        }
    }

    private void Add(List<TextSpan> tokens, int begin, int end)
    {
        int length = end - begin;
        if (length >= _minLength && length <= _maxLength)
        {
            tokens.Add(new TextSpan(begin, end - 1));
        }
    }
}
