using System.Globalization;

namespace SparkNer.Text;

/// <content>Groups and escapes.</content>
internal sealed partial class JavaPatternTranslator
{
    /// <summary>Translates what starts with a parenthesis. False: it was flags only.</summary>
    private bool Group()
    {
        int begin = _at++;
        if (Peek() != '?')
        {
            _groups++;
            Body(begin, "(");
            return true;
        }

        _at++;
        foreach (string kind in (string[])[":", "=", "!", ">", "<=", "<!"])
        {
            if (_pattern.AsSpan(_at).StartsWith(kind))
            {
                _at += kind.Length;
                Body(begin, "(?" + kind);
                return true;
            }
        }

        if (Peek() == '<')
        {
            _at++;
            string name = GroupName(begin);

            // .NET counts named groups after the others, Java in order: so they are plain groups here.
            if (!_names.TryAdd(name, ++_groups))
            {
                throw Error(begin, $"named group <{name}> that is already defined");
            }

            Body(begin, "(");
            return true;
        }

        return FlagGroup(begin);
    }

    private void Body(int begin, string opening)
    {
        _output.Append(opening);
        Alternatives();
        if (Peek() != ')')
        {
            throw Error(begin, "unclosed group");
        }

        _at++;
        _output.Append(')');
    }

    private bool FlagGroup(int begin)
    {
        Flags flags = _flags;
        bool on = true;
        for (; ; _at++)
        {
            Flags flag = Peek() switch
            {
                'i' => Flags.IgnoreCase,
                'u' => Flags.UnicodeCase,
                'm' => Flags.Multiline,
                's' => Flags.DotAll,
                'd' => Flags.UnixLines,
                'x' => Flags.Comments,
                'U' => throw Error(_at, "the flag (?U), UNICODE_CHARACTER_CLASS, which .NET lacks,"),
                _ => Flags.None,
            };
            if (flag != Flags.None)
            {
                flags = on ? flags | flag : flags & ~flag;
                continue;
            }

            switch (Peek())
            {
                case '-' when on:
                    on = false;
                    break;
                case ')':
                    _at++;
                    _flags = flags;
                    return false;
                case ':':
                    _at++;
                    Flags outer = _flags;
                    _flags = flags;
                    Body(begin, "(?:");
                    _flags = outer;
                    return true;
                default:
                    throw Error(begin, "unknown group or inline flag");
            }
        }
    }

    private string GroupName(int begin)
    {
        int close = _pattern.IndexOf('>', _at);
        string name = close < 0 ? "" : _pattern[_at..close];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw Error(begin, "group name that is not letters and digits with a '>' after them");
        }

        _at = close + 1;
        return name;
    }

    /// <summary>Translates an escape outside classes; the backslash has been read.</summary>
    private void Escape(int begin)
    {
        if (_at >= _pattern.Length)
        {
            throw Error(begin, "backslash at the end");
        }

        char c = Peek();
        switch (c)
        {
            case 'A' or 'z' or 'b' or 'B' or 'G':
                _at++;
                if (c == 'b' && Peek() == '{')
                {
                    throw Error(begin, @"the boundary \b{g}, which .NET lacks,");
                }

                _output.Append('\\').Append(c);
                return;
            case 'Z':
                _at++;
                _output.Append(Has(Flags.UnixLines) ? @"(?=\n?\z)" : @"(?:(?=(?:\r\n|[\r\u0085\u2028\u2029])?\z)|(?<!\r)(?=\n\z))");
                return;
            case 'R':
                _at++;
                _output.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
                return;
            case 'X':
                throw Error(begin, @"the grapheme cluster \X, which .NET lacks,");
            case 'k':
                _at++;
                if (Peek() != '<')
                {
                    throw Error(begin, @"\k without a group name");
                }

                _at++;
                string name = GroupName(begin);
                if (!_names.TryGetValue(name, out int named))
                {
                    throw Error(begin, $"back reference to a group <{name}> that is not there");
                }

                BackReference(begin, named);
                return;
            case >= '1' and <= '9':
                int number = c - '0';
                _at++;

                // More digits belong to the number as long as there is such a group.
                while (char.IsAsciiDigit(Peek()) && (number * 10) + (Peek() - '0') <= _groups)
                {
                    number = (number * 10) + (_pattern[_at++] - '0');
                }

                BackReference(begin, number);
                return;
            default:
                CodePointSet? predefined = Predefined(begin);
                if (predefined is null)
                {
                    Literal(EscapedCodePoint(begin));
                }
                else
                {
                    AppendSet(predefined);
                }

                return;
        }
    }

    private void BackReference(int begin, int number)
    {
        if (number > _groups)
        {
            throw Error(begin, FormattableString.Invariant($"back reference to group {number}, which is not there,"));
        }

        _output.Append(Has(Flags.IgnoreCase) ? "(?i:\\" : "(?:\\").Append(CultureInfo.InvariantCulture, $"{number})");
    }

    /// <summary>The set that an escape stands for, inside or outside classes; null if it stands for one character.</summary>
    private CodePointSet? Predefined(int begin)
    {
        char c = Peek();
        CodePointSet? set = char.ToLowerInvariant(c) switch
        {
            'd' => JavaClasses.Digits,
            's' => JavaClasses.Spaces,
            'w' => JavaClasses.Words,
            'h' => JavaClasses.HorizontalSpaces,
            'v' => JavaClasses.VerticalSpaces,
            'p' => null,
            _ => CodePointSet.Empty,
        };
        if (ReferenceEquals(set, CodePointSet.Empty))
        {
            return null;
        }

        _at++;
        set ??= Property(begin, c);
        return char.IsAsciiLetterUpper(c) ? set.Complement() : set;
    }

    private CodePointSet Property(int begin, char letter)
    {
        string name;
        if (Peek() == '{')
        {
            int close = _pattern.IndexOf('}', _at);
            if (close < 0)
            {
                throw Error(begin, "unclosed character family");
            }

            name = _pattern[(_at + 1)..close];
            _at = close + 1;
        }
        else if (_at < _pattern.Length)
        {
            name = _pattern[_at++].ToString();
        }
        else
        {
            throw Error(begin, "character family without a name");
        }

        return JavaProperties.Find(name) ?? throw Error(begin, $"the character property \\{letter}{{{name}}}, which .NET lacks or nobody knows,");
    }

    /// <summary>The one character that an escape stands for; the backslash has been read.</summary>
    private int EscapedCodePoint(int begin)
    {
        if (_at >= _pattern.Length)
        {
            throw Error(begin, "backslash at the end");
        }

        char c = Peek();
        if (!char.IsAsciiLetterOrDigit(c))
        {
            return CodePoint();
        }

        _at++;
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'a':
                return '\a';
            case 'e':
                return '\e';
            case 'c' when _at < _pattern.Length:
                return _pattern[_at++] ^ 64;
            case '0':
                return Octal(begin);
            case 'x' when Peek() == '{':
                int close = _pattern.IndexOf('}', _at);
                int length = close - _at - 1;
                int braced = length is >= 1 and <= 8 ? Hex(begin, _at + 1, length) : -1;
                if (braced is < 0 or > 0x10FFFF)
                {
                    throw Error(begin, "illegal hexadecimal escape sequence");
                }

                _at = close + 1;
                return braced;
            case 'x':
                int two = Hex(begin, _at, 2);
                _at += 2;
                return two;
            case 'u':
                return UnicodeEscape(begin);
            case 'N':
                throw Error(begin, @"the named character \N{...}, which .NET lacks,");
            default:
                throw Error(begin, $"illegal or unsupported escape sequence '\\{c}'");
        }
    }

    private int UnicodeEscape(int begin)
    {
        int unit = Hex(begin, _at, 4);
        _at += 4;

        // Two escapes in a row may be one code point.
        if (char.IsHighSurrogate((char)unit) && string.CompareOrdinal(_pattern, _at, @"\u", 0, 2) == 0)
        {
            int low = Hex(begin, _at + 2, 4);
            if (char.IsLowSurrogate((char)low))
            {
                _at += 6;
                return char.ConvertToUtf32((char)unit, (char)low);
            }
        }

        return unit;
    }

    private int Octal(int begin)
    {
        int value = -1;
        for (int digits = 0; digits < 3 && Peek() is >= '0' and <= '7' && (value < 0 ? 0 : value * 8) + (Peek() - '0') <= 255; digits++)
        {
            value = (value < 0 ? 0 : value * 8) + (_pattern[_at++] - '0');
        }

        return value >= 0 ? value : throw Error(begin, "illegal octal escape sequence");
    }

    private int Hex(int begin, int at, int length) =>
        at + length <= _pattern.Length
        && int.TryParse(_pattern.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error(begin, "illegal hexadecimal or Unicode escape sequence");
}
