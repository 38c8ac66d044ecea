namespace SparkNer.Text;

/// <summary>
/// The rules of Spark NLP's SentenceDetector (those of the pragmatic segmenter) as scanners that pass over the text once each.
/// </summary>
/// <remarks>
/// <para>
/// Each method is one of Spark NLP's regexes or a group of regexes that cannot disturb one another, and its comment shows what it looks for. They are written
/// out because the regexes backtrack: on hostile text some of them take time quadratic in its length.
/// </para>
/// <para>
/// Left out because they change no boundary: "first three of four dots" (the rule for three dots has taken the last three by then) and the rules for
/// <c>?</c> and <c>!</c> before quotes, commas and lower case (they come after the only rule that breaks at these characters).
/// </para>
/// </remarks>
internal static class SentenceRules
{
    /// <summary>Lists: <c>(a)</c> anywhere or <c>a)</c> at the start of the text; a break before it, none inside.</summary>
    public static void LetteredLists(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;
        int at = LettersEnd(text, 0);
        if (at > 0 && Is(text, at, ')'))
        {
            at++;
            BreakAndProtect(buffer, 0, at);
        }

        for (at = Find(text, '(', at); at >= 0; at = Find(text, '(', at))
        {
            int end = LettersEnd(text, at + 1);
            if (end > at + 1 && Is(text, end, ')'))
            {
                end++;
                BreakAndProtect(buffer, at, end);
            }

            at = end;
        }

        buffer.EndPass();
    }

    /// <summary>Lists: one or two digits and <c>". "</c> or <c>".)"</c>, at the start of the text or after a space, perhaps with a <c>-</c> before them;
    /// a break before it (and the space), none inside.</summary>
    public static void NumberedLists(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;
        int done = NegativeNumberAtStart(text);
        if (done > 0)
        {
            BreakAndProtect(buffer, 0, done);
        }

        for (int dot = Find(text, '.', done); dot >= 0; dot = Find(text, '.', dot + 1))
        {
            int begin = NumberedMarkerBegin(text, dot);
            if (begin >= done)
            {
                done = dot + 2;
                BreakAndProtect(buffer, begin, done);
            }
        }

        buffer.EndPass();
    }

    /// <summary>Numbers: a dot before a digit; between a digit and anything but a space; after one or two digits that start the text.</summary>
    public static void Numbers(MarkBuffer buffer)
    {
        Span<char> text = buffer.Text;
        for (int dot = Find(text, '.', 0); dot >= 0 && dot + 1 < text.Length; dot = Find(text, '.', dot + 1))
        {
            char next = text[dot + 1];
            bool afterDigit = dot > 0 && char.IsAsciiDigit(text[dot - 1]);
            bool startsText = afterDigit && (dot == 1 || (dot == 2 && char.IsAsciiDigit(text[0])));
            if (char.IsAsciiDigit(next)
                || (afterDigit && !JavaText.IsSpace(next))
                || (startsText && dot + 2 < text.Length && !JavaText.IsSpace(text[dot + 2])))
            {
                text[dot] = MarkBuffer.Dot;
            }
        }
    }

    /// <summary>Abbreviations: letters with dots between them (U.S.A), with the dots after them unless a space and a capital follow.</summary>
    public static void DottedLetters(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;
        int done = 0;
        for (int dot = Find(text, '.', 0); dot >= 0; dot = Find(text, '.', Math.Max(dot + 1, done)))
        {
            int begin = dot - 1;
            if (begin < done || !char.IsAsciiLetter(text[begin]) || !IsLetter(text, dot + 1) || WordBoundaries.EndsWord(text[..begin]))
            {
                continue;
            }

            int end = dot + 2;
            while (Is(text, end, '.') && IsLetter(text, end + 1))
            {
                end += 2;
            }

            while (Is(text, end, '.') && !(IsSpace(text, end + 1) && IsCapital(text, end + 2)))
            {
                end++;
            }

            buffer.Protect(begin, end);
            done = end;
        }

        buffer.EndPass();
    }

    /// <summary>Abbreviations: <c>p.m</c> (or <c>a.m</c>) in any case and anywhere, with all dots after it.</summary>
    public static void HalfDays(MarkBuffer buffer, char half)
    {
        ReadOnlySpan<char> text = buffer.Text;
        int done = 0;
        for (int dot = Find(text, '.', 0); dot >= 0; dot = Find(text, '.', Math.Max(dot + 1, done)))
        {
            if (dot - 1 < done || (text[dot - 1] | 0x20) != half || dot + 1 >= text.Length || (text[dot + 1] | 0x20) != 'm')
            {
                continue;
            }

            int end = dot + 2;
            while (Is(text, end, '.'))
            {
                end++;
            }

            buffer.Protect(dot - 1, end);
            done = end;
        }

        buffer.EndPass();
    }

    /// <summary>Abbreviations: a dot before <c>'s</c>; <c>Co. KG</c>; a dot after one capital letter, before a space.</summary>
    public static void Initials(MarkBuffer buffer)
    {
        Span<char> text = buffer.Text;
        for (int dot = Find(text, '.', 0); dot >= 0; dot = Find(text, '.', dot + 1))
        {
            bool possessive = Is(text, dot + 1, '\'') && Is(text, dot + 2, 's')
                && (dot + 3 == text.Length || IsSpace(text, dot + 3) || Is(text, dot + 3, '$'));
            bool company = dot >= 2 && text[dot - 2] == 'C' && text[dot - 1] == 'o'
                && IsSpace(text, dot + 1) && Is(text, dot + 2, 'K') && Is(text, dot + 3, 'G');
            bool initial = dot >= 1 && char.IsAsciiLetterUpper(text[dot - 1]) && IsSpace(text, dot + 1)
                && (dot == 1 || JavaText.IsSpace(text[dot - 2]));
            if (possessive || company || initial)
            {
                text[dot] = MarkBuffer.Dot;
            }
        }
    }

    /// <summary>Punctuation: a break after a run of <c>!</c> and <c>?</c> that follows something and stands before a space, a <c>$</c> or the end.</summary>
    public static void Punctuation(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;
        for (int at = 0; at < text.Length;)
        {
            int step = text[at..].IndexOfAny('!', '?');
            if (step < 0)
            {
                break;
            }

            int begin = at + step;
            at = begin + 1;
            while (at < text.Length && text[at] is '!' or '?')
            {
                at++;
            }

            // After a space the run's own first character is what the rest of it follows.
            bool follows = (begin > 0 && !JavaText.IsSpace(text[begin - 1])) || at - begin > 1;
            if (follows && (at == text.Length || JavaText.IsSpace(text[at]) || text[at] == '$'))
            {
                buffer.Insert(at, MarkBuffer.Break);
            }
        }

        buffer.EndPass();
    }

    /// <summary>A dot between two word characters; a dot after a letter and a degree sign, before digits.</summary>
    public static void InnerDots(MarkBuffer buffer)
    {
        Span<char> text = buffer.Text;
        for (int dot = Find(text, '.', 1); dot >= 0; dot = Find(text, '.', dot + 1))
        {
            bool inWord = JavaText.IsWord(text[dot - 1]) && dot + 1 < text.Length && JavaText.IsWord(text[dot + 1]);

            // Spark NLP's letter class is A to z, with what lies between Z and a.
            bool degrees = dot >= 2 && text[dot - 1] == '°' && char.IsBetween(text[dot - 2], 'A', 'z') && IsDigit(text, SpacesEnd(text, dot + 1));
            if (inWord || degrees)
            {
                text[dot] = MarkBuffer.Dot;
            }
        }
    }

    /// <summary>Ellipsis: the last three of a run of dots before spaces and a capital; a break after them.</summary>
    public static void Ellipses(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;
        for (int at = Find(text, '.', 0); at >= 0; at = Find(text, '.', at))
        {
            int begin = at;
            while (Is(text, at, '.'))
            {
                at++;
            }

            if (at - begin >= 3 && IsSpace(text, at) && IsCapital(text, SpacesEnd(text, at)))
            {
                buffer.Replace(at - 3, 3, MarkBuffer.Ellipsis);
                buffer.Insert(at, MarkBuffer.Break);
            }
        }

        buffer.EndPass();
    }

    /// <summary>Quoted: from a single quote at the start or after a space, over word characters, spaces and <c>? ! . , | '</c>, to the last single quote before
    /// a non-word character (which is protected too).</summary>
    public static void SingleQuoted(MarkBuffer buffer)
    {
        ReadOnlySpan<char> text = buffer.Text;

        // All openings in one run of such characters share its end and its last closing quote, so each run is looked at once.
        int runEnd = 0;
        int lastClosing = -1;
        for (int at = Find(text, '\'', 0); at >= 0; at = Find(text, '\'', at))
        {
            if (at > 0 && !JavaText.IsSpace(text[at - 1]))
            {
                at++;
                continue;
            }

            if (at >= runEnd)
            {
                lastClosing = -1;
                for (runEnd = at; runEnd < text.Length && (IsQuotable(text[runEnd]) || text[runEnd] is '\'' or '|'); runEnd++)
                {
                    if (text[runEnd] == '\'' && runEnd + 1 < text.Length && !JavaText.IsWord(text[runEnd + 1]))
                    {
                        lastClosing = runEnd;
                    }
                }
            }

            if (lastClosing >= at + 2)
            {
                int end = lastClosing + 1 + JavaText.CodePointWidth(text, lastClosing + 1);
                buffer.Protect(at, end);
                at = end;
            }
            else
            {
                at++;
            }
        }

        buffer.EndPass();
    }

    /// <summary>Enclosed: between two characters, word characters, spaces and <c>? ! . ,</c> only.</summary>
    public static void Enclosed(MarkBuffer buffer, char opening, char closing)
    {
        ReadOnlySpan<char> text = buffer.Text;
        for (int at = Find(text, opening, 0); at >= 0; at = Find(text, opening, at))
        {
            int end = at + 1;
            while (end < text.Length && IsQuotable(text[end]))
            {
                end++;
            }

            if (end > at + 1 && Is(text, end, closing))
            {
                end++;
                buffer.Protect(at, end);
            }

            at = end;
        }

        buffer.EndPass();
    }

    /// <summary>
    /// After this pass every <c>.</c> and <c>;</c>, every <see cref="MarkBuffer.Break"/> and every <see cref="MarkBuffer.GivenBreak"/> left is a break:
    /// those that stand in a protected stretch (the next marker after them is a closing one) are gone.
    /// </summary>
    public static void DropProtectedBreaks(MarkBuffer buffer)
    {
        Span<char> text = buffer.Text;
        bool isProtected = false;
        for (int at = text.Length - 1; at >= 0; at--)
        {
            switch (text[at])
            {
                case MarkBuffer.Open:
                    isProtected = false;
                    break;
                case MarkBuffer.Close:
                    isProtected = true;
                    break;
                case '.' or ';' or MarkBuffer.GivenBreak when isProtected:
                    text[at] = MarkBuffer.Neutral;
                    break;
                case MarkBuffer.Break when isProtected:
                    text[at] = MarkBuffer.Close;
                    break;
                default:
                    break;
            }
        }
    }

    private static void BreakAndProtect(MarkBuffer buffer, int begin, int end)
    {
        buffer.Insert(begin, MarkBuffer.Break);
        buffer.Protect(begin, end);
    }

    /// <summary>Where the list marker that ends with this dot and the character after it begins, or -1 if there is none.</summary>
    private static int NumberedMarkerBegin(ReadOnlySpan<char> text, int dot)
    {
        bool space = IsSpace(text, dot + 1);
        if (!space && !Is(text, dot + 1, ')'))
        {
            return -1;
        }

        int number = dot;
        while (number > 0 && dot - number < 3 && char.IsAsciiDigit(text[number - 1]))
        {
            number--;
        }

        if (dot - number is not (1 or 2))
        {
            return -1;
        }

        if (number == 0)
        {
            return 0;
        }

        if (JavaText.IsSpace(text[number - 1]))
        {
            return number - 1;
        }

        if (text[number - 1] != '-')
        {
            return -1;
        }

        // Spark NLP wants a letter s, not a space, before -1.) (a backslash was lost there); kept, since it is what its users see.
        int minus = number - 1;
        return minus == 0 ? 0
            : (space ? JavaText.IsSpace(text[minus - 1]) : text[minus - 1] == 's') ? minus - 1
            : -1;
    }

    /// <summary>The end of <c>-1.)</c> at the start of the text, where any character stands for the dot; 0 if there is none.</summary>
    private static int NegativeNumberAtStart(ReadOnlySpan<char> text)
    {
        if (!Is(text, 0, '-') || !IsDigit(text, 1))
        {
            return 0;
        }

        for (int at = IsDigit(text, 2) ? 3 : 2; at >= 2; at--)
        {
            if (at < text.Length && !JavaText.IsLineTerminator(text[at]))
            {
                int closing = at + JavaText.CodePointWidth(text, at);
                if (Is(text, closing, ')'))
                {
                    return closing + 1;
                }
            }
        }

        return 0;
    }

    private static int Find(ReadOnlySpan<char> text, char c, int from)
    {
        if (from >= text.Length)
        {
            return -1;
        }

        int step = text[from..].IndexOf(c);
        return step < 0 ? -1 : from + step;
    }

    private static int LettersEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterLower(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int SpacesEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && JavaText.IsSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Is(ReadOnlySpan<char> text, int at, char c) => (uint)at < (uint)text.Length && text[at] == c;

    private static bool IsSpace(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && JavaText.IsSpace(text[at]);

    private static bool IsDigit(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsAsciiDigit(text[at]);

    private static bool IsLetter(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsAsciiLetter(text[at]);

    private static bool IsCapital(ReadOnlySpan<char> text, int at) => (uint)at < (uint)text.Length && char.IsAsciiLetterUpper(text[at]);

    private static bool IsQuotable(char c) => JavaText.IsWord(c) || JavaText.IsSpace(c) || c is '?' or '!' or '.' or ',';
}
