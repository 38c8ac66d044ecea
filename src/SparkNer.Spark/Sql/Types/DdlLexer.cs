using System.Globalization;
using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Words, numbers, quoted names, texts and signs of a SQL type.</summary>
internal ref struct DdlLexer
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    public DdlLexer(ReadOnlySpan<char> text)
    {
        _text = text;
        _at = 0;
        Value = "";
        Next();
    }

    /// <summary>What the present token is.</summary>
    public DdlToken Kind { get; private set; }

    /// <summary>The present token without its quotes.</summary>
    public string Value { get; private set; }

    /// <summary>Where the present token starts.</summary>
    public int Start { get; private set; }

    public void Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        Start = _at;
        if (_at == _text.Length)
        {
            Kind = DdlToken.End;
            Value = "";
            return;
        }

        char c = _text[_at];
        if (IsWord(c))
        {
            while (_at < _text.Length && IsWord(_text[_at]))
            {
                _at++;
            }

            Kind = DdlToken.Word;
            Value = _text[Start.._at].ToString();
        }
        else if (c == '`')
        {
            Kind = DdlToken.QuotedName;
            Value = Quoted(c);
        }
        else if (c is '\'' or '"')
        {
            Kind = DdlToken.Text;
            Value = Quoted(c);
        }
        else
        {
            _at++;
            Kind = DdlToken.Sign;
            Value = c.ToString();
        }
    }

    public readonly FormatException Error(string expected) => new(
        $"The type '{Shortened(_text)}' goes wrong at position {Start.ToString(CultureInfo.InvariantCulture)}: "
        + $"expected {expected}, found {(Kind == DdlToken.End ? "the end" : $"'{Value}'")}.");

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string Shortened(ReadOnlySpan<char> text) => text.Length <= 200 ? text.ToString() : string.Concat(text[..200], "...");

    private string Quoted(char quote)
    {
        var value = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '\\' && quote != '`' && _at + 1 < _text.Length)
            {
                _at++;
                value.Append(_text[_at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', '0' => '\0', char other => other });
            }
            else if (c != quote)
            {
                value.Append(c);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == quote)
            {
                value.Append(c);
                _at++;
            }
            else
            {
                _at++;
                return value.ToString();
            }
        }

        throw new FormatException($"The type '{Shortened(_text)}' has a {quote} at position {Start.ToString(CultureInfo.InvariantCulture)} that is never closed.");
    }
}
