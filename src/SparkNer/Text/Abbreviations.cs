using System.Collections.Frozen;

namespace SparkNer.Text;

/// <summary>Spark NLP's dictionary of abbreviations whose dot does not end a sentence, and the rules for what may follow it.</summary>
internal static class Abbreviations
{
    private const int LongestWord = 4;

    [Flags]
    private enum Kinds
    {
        None = 0,
        General = 1,
        BeforeName = 2,
        BeforeNumber = 4,
    }

    private static readonly FrozenDictionary<uint, Kinds> Words = Load();

    /// <summary>Takes the dots of known abbreviations (at the start of the text or after a space, in any case) for no sentence ends.</summary>
    public static void Mark(MarkBuffer buffer)
    {
        Span<char> text = buffer.Text;
        for (int dot = 1; dot + 1 < text.Length; dot++)
        {
            int step = text[dot..].IndexOf('.');
            if (step < 0)
            {
                return;
            }

            dot += step;
            if (dot + 1 < text.Length && CanFollow(text[dot + 1]) && Ends(text, dot))
            {
                text[dot] = MarkBuffer.Dot;
            }
        }
    }

    private static bool CanFollow(char c) => JavaText.IsSpace(c) || c is '.' or ':' or '-' or '?' or ',';

    private static bool Ends(ReadOnlySpan<char> text, int dot)
    {
        uint word = 0;
        for (int length = 1; length <= LongestWord && length <= dot; length++)
        {
            char letter = text[dot - length];
            bool isStart = length == dot;
            if (isStart || JavaText.IsSpace(text[dot - length - 1]))
            {
                if (char.IsAsciiLetter(letter)
                    && Words.TryGetValue(word | (uint)((letter | 0x20) << (8 * (length - 1))), out Kinds kinds) && Fits(text, dot, kinds, isStart))
                {
                    return true;
                }

                if (IsDotted(text.Slice(dot - length, length)) && Fits(text, dot, Kinds.General, isStart))
                {
                    return true;
                }
            }

            // A character that no abbreviation has: only the dotted ones, which take any, can still be found.
            word |= (uint)(char.IsAsciiLetter(letter) ? letter | 0x20 : 0xFF) << (8 * (length - 1));
        }

        return false;
    }

    /// <summary>Whether it is e.g, i.e or u.s, where Spark NLP takes any one character that does not end a line for the dot.</summary>
    private static bool IsDotted(ReadOnlySpan<char> word)
    {
        if (word.Length is not (3 or 4) || !char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(word[^1])
            || (word.Length == 4 ? !char.IsSurrogatePair(word[1], word[2]) : JavaText.IsLineTerminator(word[1])))
        {
            return false;
        }

        return ((char)(word[0] | 0x20), (char)(word[^1] | 0x20)) is ('e', 'g') or ('i', 'e') or ('u', 's');
    }

    private static bool Fits(ReadOnlySpan<char> text, int dot, Kinds kinds, bool startsText)
    {
        char next = text[dot + 1];
        char third = dot + 2 < text.Length ? text[dot + 2] : '\0';
        bool space = JavaText.IsSpace(next);
        if (kinds.HasFlag(Kinds.BeforeName) && (space || (next == ':' && char.IsAsciiDigit(third))))
        {
            return true;
        }

        if (kinds.HasFlag(Kinds.BeforeNumber) && space && (char.IsAsciiDigit(third) || text[(dot + 1)..].TrimStart(" \t\n\v\f\r").StartsWith('(')))
        {
            return true;
        }

        if (!kinds.HasFlag(Kinds.General))
        {
            return false;
        }

        // Spark NLP forgets the hyphen for a word that starts the text.
        return next is '.' or ':' or '?' or ',' || (next == '-' && !startsText) || (space && GoesOn(text[(dot + 2)..]));
    }

    /// <summary>Whether a sentence that has begun can go on so: in lower case, with a digit or with "I".</summary>
    private static bool GoesOn(ReadOnlySpan<char> text) =>
        text.Length > 0 && (char.IsAsciiLetterLower(text[0]) || char.IsAsciiDigit(text[0])
            || (text[0] == 'I' && ((text.Length > 1 && JavaText.IsSpace(text[1])) || text.StartsWith("I'm") || text.StartsWith("I'll"))));

    private static FrozenDictionary<uint, Kinds> Load()
    {
        var words = new Dictionary<uint, Kinds>();
        Add(Kinds.General, "adj aug bros btw co col corp cpl dec del dept dist dr etc exp feb fy hr id inc jan jr jul jun lt ltd mar may min mr mrs ms no nov "
            + "oct ok p plz prof px rep sec sep sept sr st ver vs");
        Add(Kinds.BeforeName, "dr mr ms prof mt st");
        Add(Kinds.BeforeNumber, "no p px");
        return words.ToFrozenDictionary();

        void Add(Kinds kind, string list)
        {
            foreach (string word in list.Split(' '))
            {
                // The last letter in the lowest byte: the text is read backwards from the dot.
                uint key = word.Aggregate(0u, (k, letter) => (k << 8) | letter);
                words[key] = words.GetValueOrDefault(key) | kind;
            }
        }
    }
}
