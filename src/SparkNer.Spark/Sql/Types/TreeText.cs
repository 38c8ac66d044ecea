using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>The lines of <c>printSchema</c>.</summary>
internal sealed class TreeText
{
    /// <summary>What one level adds to the left of a line.</summary>
    public const string Indent = "    |";

    private readonly StringBuilder _text = new("root\n");

    /// <summary>A line for a field, an element, a key or a value.</summary>
    public void Line(string prefix, string name, DataType type, string? nullability = null, bool nullable = false)
    {
        _text.Append(prefix).Append("-- ");
        AppendName(name);
        _text.Append(": ").Append(type.TypeName);
        if (nullability is not null)
        {
            _text.Append(" (").Append(nullability).Append(" = ").Append(nullable ? "true" : "false").Append(')');
        }

        _text.Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void AppendName(string name)
    {
        foreach (char c in name)
        {
            _ = c switch
            {
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\f' => _text.Append("\\f"),
                '\b' => _text.Append("\\b"),
                '\v' => _text.Append("\\v"),
                '\a' => _text.Append("\\a"),
                _ => _text.Append(c),
            };
        }
    }
}
