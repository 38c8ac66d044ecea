using System.Text.Json;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>The columns of a file of JSON lines, found by reading it once.</summary>
internal sealed class JsonSchema
{
    private const int MostFields = 10_000;

    private readonly Dictionary<string, JsonFieldShape> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonFieldShape>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private JsonSchema()
    {
        _lookup = _fields.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The columns in the order in which the file first has them.</summary>
    public IReadOnlyList<CarriedColumn> Columns { get; private set; } = [];

    /// <summary>The position of the column for lines that are no JSON object; -1 where there is no such line.</summary>
    public int CorruptIndex { get; private set; } = -1;

    /// <summary>Reads a file's lines.</summary>
    /// <exception cref="InputException">It cannot be read, or has more different fields than a table can have columns.</exception>
    public static JsonSchema Scan(LineReader lines, string name, string? textColumn)
    {
        var schema = new JsonSchema();
        bool corrupt = false;
        while (lines.TryRead(out LineBlock? block))
        {
            using (block)
            {
                for (int i = 0; i < block.Count; i++)
                {
                    ReadOnlySpan<byte> line = block[i];
                    if (JsonLine.IsBlank(line))
                    {
                        continue;
                    }

                    if (JsonLine.Check(line) is not null)
                    {
                        corrupt = true;
                        continue;
                    }

                    schema.See(line, textColumn);
                    if (schema._fields.Count > MostFields)
                    {
                        throw new InputException($"{name}: has more than {MostFields} different fields, which are too many columns. Write JSON lines instead.");
                    }
                }
            }
        }

        var columns = schema._fields.OrderBy(f => f.Value.Index).Select(f => new CarriedColumn(f.Key, f.Value.Type)).ToList();
        if (corrupt && !schema._fields.ContainsKey(JsonLine.CorruptRecord))
        {
            schema.CorruptIndex = columns.Count;
            columns.Add(new CarriedColumn(JsonLine.CorruptRecord, DuckType.Varchar));
        }

        schema.Columns = columns;
        return schema;
    }

    /// <summary>The shape of the property on which a reader stands.</summary>
    public JsonFieldShape? Find(ref Utf8JsonReader property)
    {
        if (!property.ValueIsEscaped && property.ValueSpan.Length <= 128)
        {
            Span<char> name = stackalloc char[128];
            int length = System.Text.Encoding.UTF8.GetChars(property.ValueSpan, name);
            return _lookup.TryGetValue(name[..length], out JsonFieldShape? quick) ? quick : null;
        }

        return _fields.GetValueOrDefault(JsonText.Get(ref property));
    }

    private void See(ReadOnlySpan<byte> line, string? textColumn)
    {
        Utf8JsonReader reader = JsonLine.Read(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonFieldShape? shape = Find(ref reader);
            if (shape is null)
            {
                string name = JsonText.Get(ref reader);
                shape = new JsonFieldShape(_fields.Count, name == textColumn);
                _fields.Add(name, shape);
            }

            reader.Read();
            shape.See(ref reader);
            reader.Skip();
        }
    }
}
