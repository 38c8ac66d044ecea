namespace SparkNer.Text;

/// <content>Character classes.</content>
internal sealed partial class JavaPatternTranslator
{
    /// <summary>The set of a pattern that is one character class.</summary>
    /// <exception cref="ArgumentException">It is not one class, or it uses what .NET lacks.</exception>
    public CodePointSet TranslateClass()
    {
        CodePointSet set = Class();
        return _at == _pattern.Length ? set : throw Error(_at, "characters after the character class");
    }

    /// <summary>Reads a class from its opening to its closing bracket. A class in a class is a union; the negation is of all of it, as since Java 9.</summary>
    private CodePointSet Class()
    {
        int begin = _at++;
        bool isNegated = Peek() == '^';
        if (isNegated)
        {
            _at++;
        }

        var members = new List<CodePointSet>();
        while (true)
        {
            if (_at >= _pattern.Length)
            {
                throw Error(begin, "unclosed character class");
            }

            if (Quotation() || (!_isQuoting && Has(Flags.Comments) && SkipComment()))
            {
                continue;
            }

            if (!_isQuoting && Peek() == ']' && members.Count > 0)
            {
                _at++;
                break;
            }

            if (!_isQuoting && Peek() == '&' && _at + 1 < _pattern.Length && _pattern[_at + 1] == '&')
            {
                throw Error(_at, "the intersection of character classes '&&', which .NET lacks,");
            }

            members.Add(!_isQuoting && Peek() == '[' ? Class() : Member());
        }

        CodePointSet set = CodePointSet.Union(members);
        return isNegated ? set.Complement() : set;
    }

    /// <summary>A character, a range or an escape that stands for a set.</summary>
    private CodePointSet Member()
    {
        int begin = _at;
        int first;
        if (!_isQuoting && Peek() == '\\')
        {
            _at++;
            CodePointSet? predefined = Predefined(begin);
            if (predefined is not null)
            {
                return predefined;
            }

            first = EscapedCodePoint(begin);
        }
        else
        {
            first = CodePoint();
        }

        // A hyphen before a bracket is itself.
        if (_isQuoting || Peek() != '-' || _at + 1 >= _pattern.Length || _pattern[_at + 1] is ']' or '[')
        {
            return Cased(CodePointSet.Range(first, first));
        }

        _at++;
        int last;
        if (Peek() == '\\')
        {
            _at++;
            last = EscapedCodePoint(begin);
        }
        else
        {
            last = CodePoint();
        }

        return last < first ? throw Error(begin, "illegal character range") : Cased(CodePointSet.Range(first, last));
    }
}
