using System.Globalization;
using System.Xml;
using SparkNer.Evaluation.Errors;

namespace SparkNer.Evaluation.Output;

/// <summary>Texts for the page.</summary>
internal static class PageText
{
    /// <summary>A text with U+FFFD for what XML does not allow: control characters, lone surrogates.</summary>
    public static string Of(string text)
    {
        char[]? changed = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                changed ??= text.ToCharArray();
                changed[i] = '\uFFFD';
            }
        }

        return changed is null ? text : new string(changed);
    }

    public static string Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Missed => "missed",
        ErrorKind.Spurious => "spurious",
        ErrorKind.WrongType => "wrong type",
        ErrorKind.WrongBoundary => "wrong boundary",
        _ => "wrong type and boundary",
    };

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
