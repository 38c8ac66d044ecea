using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Compact JSON with the escapes that Spark's writer uses: what must be escaped, and nothing else.</summary>
internal static class JsonText
{
    public static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    /// <summary>A value as it was read: members in their order, numbers to the digit.</summary>
    public static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                string separator = "";
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    text.Append(separator);
                    AppendString(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                    separator = ",";
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                separator = "";
                foreach (JsonElement item in value.EnumerateArray())
                {
                    text.Append(separator);
                    Append(text, item);
                    separator = ",";
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }
}
