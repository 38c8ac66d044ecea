using System.Text;

namespace SparkNer.Onnx.Folders;

/// <summary>Spark NLP's <c>labels.txt</c>: the line number is the class id.</summary>
internal static class LabelList
{
    /// <summary>The name that Spark NLP gives a class without one.</summary>
    public const string Missing = "NA";

    /// <summary>
    /// The names by class id. A line is taken whole, as it stands; of equal lines the last keeps the name and the others are <see cref="Missing"/>, since
    /// Spark NLP holds the list as a map from name to id.
    /// </summary>
    public static string[] Parse(ReadOnlySpan<byte> utf8)
    {
        string[] names = [.. Lines(Encoding.UTF8.GetString(utf8))];
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (last.TryGetValue(names[i], out int earlier))
            {
                names[earlier] = Missing;
            }

            last[names[i]] = i;
        }

        return names;
    }

    /// <summary>The lines as Java's readers cut them: at LF, CR or CR LF and nowhere else, none after the last line end.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
