using System.Globalization;
using System.Text;

namespace SparkNer.Text;

/// <summary>
/// Translates a regex from Java's syntax to .NET's, with Java's meaning: <c>\s \d \w</c> are ASCII, <c>.</c> and classes match code points, <c>.</c> and
/// <c>$</c> know Java's line terminators, <c>(?i)</c> is ASCII unless <c>(?u)</c> is given, named groups are counted in order; <c>\Q..\E</c>, <c>\h \v \R</c>,
/// nested classes, POSIX and general-category properties, possessive quantifiers. What .NET cannot do is refused by its name and place.
/// Left to .NET: <c>\b</c> and <c>\B</c>, which differ next to letters outside the basic plane.
/// </summary>
/// <remarks>One pattern a translator. Not thread-safe.</remarks>
internal sealed partial class JavaPatternTranslator
{
    private readonly string _pattern;
    private readonly string _option;
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private Flags _flags;
    private int _at;
    private int _groups;
    private bool _isQuoting;

    /// <summary>A translator of one pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="option">The option that holds it, for messages.</param>
    public JavaPatternTranslator(string pattern, string option)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _pattern = pattern;
        _option = option;
    }

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        UnicodeCase = 2,
        Multiline = 4,
        DotAll = 8,
        UnixLines = 16,
        Comments = 32,
    }

    /// <summary>The pattern in .NET's syntax, for no options but CultureInvariant (and NonBacktracking).</summary>
    /// <exception cref="ArgumentException">It is not a Java regex, or it uses what .NET lacks.</exception>
    public string Translate()
    {
        Alternatives();
        if (_at < _pattern.Length)
        {
            throw Error(_at, "unmatched closing ')'");
        }

        return _output.ToString();
    }

    private void Alternatives()
    {
        // Flags given inside a group, also between bars, end with it.
        Flags outer = _flags;
        while (_at < _pattern.Length || _isQuoting)
        {
            if (!_isQuoting && Peek() == ')')
            {
                break;
            }

            if (!_isQuoting && Peek() == '|')
            {
                _at++;
                _output.Append('|');
                continue;
            }

            int begin = _output.Length;
            if (Atom())
            {
                Quantifier(begin);
            }
        }

        _flags = outer;
    }

    private char Peek() => _at < _pattern.Length ? _pattern[_at] : '\0';

    private bool Has(Flags flag) => (_flags & flag) != 0;

    /// <summary>Translates one atom. False: it was nothing that a quantifier may follow (flags, a comment, the start or end of a quotation).</summary>
    private bool Atom()
    {
        if (Quotation())
        {
            return false;
        }

        int begin = _at;
        char c = _pattern[_at];
        if (_isQuoting)
        {
            Literal(CodePoint());
            return true;
        }

        if (Has(Flags.Comments) && SkipComment())
        {
            return false;
        }

        switch (c)
        {
            case '[':
                AppendSet(Class());
                return true;
            case '(':
                return Group();
            case '\\':
                _at++;
                Escape(begin);
                return true;
            case '.':
                _at++;
                _output.Append((Has(Flags.DotAll) ? CodePointSet.All
                    : Has(Flags.UnixLines) ? CodePointSet.Of("\n").Complement()
                    : JavaClasses.LineTerminators.Complement()).ToDotNet());
                return true;
            case '^':
                _at++;
                _output.Append(!Has(Flags.Multiline) ? @"\A" : Has(Flags.UnixLines) ? @"(?:(?<=\A|\n)(?!\z))"
                    : @"(?:(?<=\A|\n|\r(?!\n)|[\u0085\u2028\u2029])(?!\z))");
                return true;
            case '$':
                _at++;
                DollarSign();
                return true;
            case '*' or '+' or '?':
                throw Error(begin, $"dangling meta character '{c}'");
            case '{':
                throw Error(begin, "illegal repetition '{'");
            default:
                Literal(CodePoint());
                return true;
        }
    }

    /// <summary>Java's end of a line is no place between CR and LF.</summary>
    private void DollarSign() => _output.Append((Has(Flags.Multiline), Has(Flags.UnixLines)) switch
    {
        (true, true) => @"(?=\n|\z)",
        (true, false) => @"(?:(?=[\r\u0085\u2028\u2029]|\z)|(?<!\r)(?=\n))",
        (false, true) => @"(?=\n?\z)",
        (false, false) => @"(?:(?=(?:\r\n|[\r\u0085\u2028\u2029])?\z)|(?<!\r)(?=\n\z))",
    });

    /// <summary>Passes a <c>\Q</c> or <c>\E</c>, if there is one here.</summary>
    private bool Quotation()
    {
        if (string.CompareOrdinal(_pattern, _at, _isQuoting ? @"\E" : @"\Q", 0, 2) == 0)
        {
            _isQuoting = !_isQuoting;
            _at += 2;
            return true;
        }

        if (_isQuoting && _at >= _pattern.Length)
        {
            _isQuoting = false;
            return true;
        }

        return false;
    }

    private bool SkipComment()
    {
        if (JavaText.IsSpace(Peek()))
        {
            _at++;
            return true;
        }

        if (Peek() != '#')
        {
            return false;
        }

        while (_at < _pattern.Length && !JavaText.IsLineTerminator(_pattern[_at]))
        {
            _at++;
        }

        return true;
    }

    private int CodePoint()
    {
        int codePoint = _at + 1 < _pattern.Length && char.IsSurrogatePair(_pattern[_at], _pattern[_at + 1])
            ? char.ConvertToUtf32(_pattern[_at], _pattern[_at + 1])
            : _pattern[_at];
        _at += codePoint > char.MaxValue ? 2 : 1;
        return codePoint;
    }

    private void Literal(int codePoint) => AppendSet(Cased(CodePointSet.Range(codePoint, codePoint)));

    /// <summary>The set with what Java's ASCII case-insensitivity adds.</summary>
    private CodePointSet Cased(CodePointSet set) => Has(Flags.IgnoreCase) ? set.WithBothCases() : set;

    private void AppendSet(CodePointSet set)
    {
        string text = set.ToDotNet();
        _output.Append(Has(Flags.IgnoreCase) && Has(Flags.UnicodeCase) ? $"(?i:{text})" : text);
    }

    private void Quantifier(int atomBegin)
    {
        // A quantifier after a quotation is for its last character.
        if (_isQuoting && !Quotation())
        {
            return;
        }

        while (Has(Flags.Comments) && _at < _pattern.Length && SkipComment())
        {
        }

        string quantifier;
        switch (Peek())
        {
            case '*' or '+' or '?':
                quantifier = _pattern[_at++].ToString();
                break;
            case '{':
                quantifier = Repetition();
                break;
            default:
                return;
        }

        char mode = Peek();
        if (mode is '?' or '+')
        {
            _at++;
        }

        _output.Append(quantifier);
        if (mode == '?')
        {
            _output.Append('?');
        }
        else if (mode == '+')
        {
            // Possessive: what Java defines as an atomic group of the greedy form.
            _output.Insert(atomBegin, "(?>").Append(')');
        }

        if (Peek() is '*' or '+' or '?')
        {
            throw Error(_at, $"dangling meta character '{Peek()}'");
        }
    }

    private string Repetition()
    {
        int begin = _at;
        int close = _pattern.IndexOf('}', _at);
        string text = close < 0 ? "" : _pattern[(_at + 1)..close];
        string[] bounds = text.Split(',');
        bool isValid = bounds.Length is 1 or 2 && IsNumber(bounds[0]) && (bounds.Length == 1 || bounds[1].Length == 0 || IsNumber(bounds[1]));
        if (!isValid)
        {
            throw Error(begin, "illegal repetition '{'");
        }

        if (bounds.Length == 2 && bounds[1].Length > 0
            && int.Parse(bounds[1], CultureInfo.InvariantCulture) < int.Parse(bounds[0], CultureInfo.InvariantCulture))
        {
            throw Error(begin, "illegal repetition range");
        }

        _at = close + 1;
        return $"{{{text}}}";
    }

    private static bool IsNumber(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit);

    private ArgumentException Error(int at, string what) =>
        new(FormattableString.Invariant($"{_option}: the pattern '{_pattern}' cannot be used: {what} at position {at}."));
}
