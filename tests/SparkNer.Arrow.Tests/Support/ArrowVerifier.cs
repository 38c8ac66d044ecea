using System.Globalization;
using System.Text;

namespace SparkNer.Arrow.Tests.Support;

/// <summary>Writes values in one plain form, so that arrays can be compared however they lie in memory, with other programs' too.</summary>
/// <remarks>Null, true and false as they are, text in quotes with all but ASCII letters, digits and spaces escaped, fixed-width values and binary as hexadecimal bytes, lists in brackets, structs in braces by position, maps as pairs.</remarks>
internal static class ArrowVerifier
{
    public static string Render(RecordBatch batch)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{batch.Length} rows\n");
        foreach (ArrowArray column in batch.Columns)
        {
            Render(text, column);
            text.Append('\n');
        }

        return text.ToString();
    }

    public static string Render(ArrowArray array)
    {
        var text = new StringBuilder();
        Render(text, array);
        return text.ToString();
    }

    private static void Render(StringBuilder text, ArrowArray array)
    {
        text.Append('[');
        for (int row = 0; row < array.Length; row++)
        {
            text.Append(row == 0 ? "" : ",");
            Render(text, array, row);
        }

        text.Append(']');
    }

    private static void Render(StringBuilder text, ArrowArray array, int row)
    {
        if (array.IsNull(row))
        {
            text.Append("null");
            return;
        }

        switch (array.Type)
        {
            case ArrowType.Bool:
                text.Append(array.Bit(row) ? "true" : "false");
                break;
            case ArrowType.Utf8:
                text.Append('"');
                foreach (char c in array.Text(row)!)
                {
                    text.Append(char.IsAsciiLetterOrDigit(c) || c == ' ' ? $"{c}" : $"\\u{(int)c:x4}");
                }

                text.Append('"');
                break;
            case ArrowType.Binary:
                text.Append(Convert.ToHexStringLower(array.Bytes(row)));
                break;
            case ArrowType.Struct type:
                text.Append('{');
                for (int i = 0; i < type.Fields.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Render(text, array.Field(i), row);
                }

                text.Append('}');
                break;
            case ArrowType.List or ArrowType.FixedSizeList or ArrowType.Map:
                (long start, long length) = array.Range(row);
                Render(text, array.Children[0].Slice((int)start, (int)length));
                break;
            default:
                int width = TypeLayout.FixedWidth(array.Type);
                text.Append(Convert.ToHexStringLower(array.Buffers[0].Span.Slice((array.Offset + row) * width, width)));
                break;
        }
    }
}
