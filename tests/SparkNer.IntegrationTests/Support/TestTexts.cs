using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;

namespace SparkNer.IntegrationTests.Support;

/// <summary>A document of a test: its id, and its text, which may be null.</summary>
/// <param name="Id">Its number, from 0.</param>
/// <param name="Text">What is annotated.</param>
internal sealed record TestText(long Id, string? Text);

/// <summary>Documents made up for tests, always the same ones: short ones with names, and between them what breaks offsets and readers.</summary>
internal static class TestTexts
{
    // Every so many rows is one of these, in turn.
    private const int SpecialEvery = 9;

    private static readonly string?[] _special =
    [
        null,
        "",
        "   ",
        "Zoë Müller flew from Zürich to São Paulo \U0001F600 with Łukasz.",
        "東京 and 大阪 are in Japan, said Yuki Tanaka.",
        "First line about Ann Lee.\nSecond line: Acme Steel Co. of Turin, \"quoted\", and a comma.",
        "e\u0301cole de Lyon, na\u00efve caf\u00e9, \u0130stanbul",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467 met Omar Haddad \U0001F1E8\U0001F1ED in Bern.",
        "A\ttab, a \\ backslash, a 'quote', {\"json\": 1}; Rossi; Mbeki",
        "unbelievablylongwordwithoutanyspaceinsideit" + "andmore" + "andmoreandmoreandmore",
    ];

    private static readonly string[] _people = ["Anna Schmidt", "Kwame Okafor", "Ingrid Lindqvist", "Pavel Novak", "Lucia Moreau", "Omar Haddad", "Yuki Tanaka", "Greta O'Brien"];
    private static readonly string[] _places = ["Berlin", "Lagos", "Osaka", "Gothenburg", "Lyon", "Lisbon", "New York", "Rio de Janeiro"];
    private static readonly string[] _groups = ["Northwind Airlines", "Acme Steel Co.", "Bluewater Bank", "the United Nations", "Orion Motors AG"];
    private static readonly string[] _things = ["bridge", "contract", "museum", "harvest", "railway", "election", "concert", "letter"];

    /// <summary>The first documents.</summary>
    public static IEnumerable<TestText> Take(int count)
    {
        uint state = 12345;
        for (int id = 0; id < count; id++)
        {
            yield return new TestText(id, id % SpecialEvery == SpecialEvery - 1 ? _special[id / SpecialEvery % _special.Length] : Sentences(ref state, id));
        }
    }

    /// <summary>Documents that a line of text can hold: no nulls, no line breaks.</summary>
    public static IEnumerable<TestText> TakeLines(int count) => Take(count).Select(t => t with { Text = (t.Text ?? "").ReplaceLineEndings(" ").Replace('\u0085', ' ') });

    /// <summary>Writes them in the format that the name ends in: jsonl or json, parquet, csv, txt.</summary>
    public static void Write(string path, IEnumerable<TestText> texts)
    {
        Action<string, IEnumerable<TestText>> write = Path.GetExtension(path) switch
        {
            ".jsonl" or ".json" => WriteJson,
            ".parquet" => WriteParquet,
            ".csv" => WriteCsv,
            ".txt" => WriteText,
            string other => throw new ArgumentException($"No format ends in '{other}'.", nameof(path)),
        };
        write(path, texts);
    }

    /// <summary>Writes JSON lines: <c>id</c>, <c>text</c>.</summary>
    private static void WriteJson(string path, IEnumerable<TestText> texts) =>
        File.WriteAllText(path, string.Concat(texts.Select(t => new JsonObject { ["id"] = t.Id, ["text"] = t.Text }.ToJsonString() + "\n")));

    /// <summary>Writes a Parquet file: <c>id</c> long, <c>text</c> string.</summary>
    private static void WriteParquet(string path, IEnumerable<TestText> texts)
    {
        string lines = path + ".tsv";
        // In hexadecimal digits: nothing in a text can be taken for the end of a field.
        File.WriteAllText(lines, string.Concat(texts.Select(t => $"{t.Id.ToString(CultureInfo.InvariantCulture)}\t{Convert.ToHexString(Encoding.UTF8.GetBytes(t.Text ?? ""))}\t{(t.Text is null ? 1 : 0)}\n")));
        using ConnectionHandle connection = DuckDatabase.Connect();
        DuckQuery.Execute(
            connection,
            $$"""
            COPY (SELECT id, CASE WHEN missing = 0 THEN decode(from_hex(coalesce(hex, ''))) END AS text
                  FROM read_csv('{{lines}}', delim = '\t', header = false, quote = '', columns = {'id': 'BIGINT', 'hex': 'VARCHAR', 'missing': 'INTEGER'}))
            TO '{{path}}' (FORMAT parquet)
            """);
        File.Delete(lines);
    }

    /// <summary>Writes a CSV file with a header, every value that needs it in quotes that are doubled inside; a null is an empty field, an empty text is <c>""</c>.</summary>
    private static void WriteCsv(string path, IEnumerable<TestText> texts)
    {
        var csv = new StringBuilder("id,text\n");
        foreach (TestText text in texts)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{text.Id},");
            if (text.Text is not null)
            {
                csv.Append('"').Append(text.Text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }

            csv.Append('\n');
        }

        File.WriteAllText(path, csv.ToString());
    }

    /// <summary>Writes one document a line.</summary>
    private static void WriteText(string path, IEnumerable<TestText> texts) => File.WriteAllText(path, string.Concat(texts.Select(t => t.Text + "\n")));

    private static string Sentences(ref uint state, int id)
    {
        var text = new StringBuilder();
        for (int left = 1 + (int)(Next(ref state) % 3 / 2); left > 0; left--)
        {
            string person = Pick(_people, ref state), place = Pick(_places, ref state), group = Pick(_groups, ref state), thing = Pick(_things, ref state);
            string sentence = (Next(ref state) % 4) switch
            {
                0 => $"{person} saw the {thing} in {place}.",
                1 => $"{group} sold {id} shares after the {thing} of {place}.",
                2 => $"\"The {thing} is late,\" said {person} of {group}.",
                _ => $"Nobody in {place} knew why {person} left the {thing}; {group} did.",
            };
            text.Append(text.Length > 0 ? " " : "").Append(sentence);
        }

        return text.ToString();
    }

    private static string Pick(string[] words, ref uint state) => words[Next(ref state) % (uint)words.Length];

    // A generator of our own: the same texts on every version of .NET.
    private static uint Next(ref uint state)
    {
        state = (state * 1664525) + 1013904223;
        return state >> 8;
    }
}
