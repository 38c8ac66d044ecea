using System.Text;
using System.Text.Json;
using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files.Reading;

/// <summary>The lines of a batch of JSON as they were read.</summary>
/// <param name="block">The lines.</param>
/// <param name="lines">The line of each row.</param>
/// <param name="corrupt">Whether a row's line is no JSON object.</param>
/// <param name="schema">The columns, where the output needs them.</param>
internal sealed class JsonCarrier(LineBlock block, int[] lines, bool[] corrupt, JsonSchema? schema) : IRowCarrier
{
    public unsafe void CopyTo(DataChunk chunk, ReadOnlySpan<int> rows)
    {
        JsonSchema columns = Schema;
        var vectors = new nint[columns.Columns.Count];
        for (int c = 0; c < vectors.Length; c++)
        {
            vectors[c] = chunk.Vector(c);
            StringVector.SetAllNull(vectors[c], rows.Length);
        }

        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<byte> line = block[lines[rows[r]]];
            if (corrupt[rows[r]])
            {
                if (columns.CorruptIndex >= 0)
                {
                    Put(vectors[columns.CorruptIndex], r, Encoding.UTF8.GetString(line));
                }

                continue;
            }

            Utf8JsonReader reader = JsonLine.Read(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                JsonFieldShape? shape = columns.Find(ref reader);
                reader.Read();
                if (shape is not null)
                {
                    Put(vectors[shape.Index], columns.Columns[shape.Index].Type.Id, shape, r, ref reader, line);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    public void WriteJson(int row, JsonLineWriter writer)
    {
        ReadOnlySpan<byte> line = block[lines[row]];
        if (corrupt[row])
        {
            writer.Name(Encoding.UTF8.GetBytes(JsonLine.CorruptRecord));
            writer.String(Encoding.UTF8.GetString(line));
            return;
        }

        // Everything between the braces, as it was written; the names are looked at only for a clash with the output's own.
        Utf8JsonReader reader = JsonLine.Read(line);
        reader.Read();
        int start = (int)reader.BytesConsumed;
        bool any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            any = true;
            writer.CheckInputName(ref reader);
            reader.Read();
            reader.Skip();
        }

        if (any)
        {
            writer.RawFields(line[start..(int)reader.TokenStartIndex]);
        }
    }

    public void WriteCsv(int row, CsvWriter writer)
    {
        JsonSchema columns = Schema;
        ReadOnlySpan<byte> line = block[lines[row]];
        var fields = new (int Start, int Length, string? Text)[columns.Columns.Count];
        if (corrupt[row])
        {
            if (columns.CorruptIndex >= 0)
            {
                fields[columns.CorruptIndex].Text = Encoding.UTF8.GetString(line);
            }
        }
        else
        {
            Utf8JsonReader reader = JsonLine.Read(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                JsonFieldShape? shape = columns.Find(ref reader);
                reader.Read();
                JsonTokenType type = reader.TokenType;
                string? text = type == JsonTokenType.String ? JsonText.Get(ref reader) : null;
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (shape is not null)
                {
                    fields[shape.Index] = type is JsonTokenType.String or JsonTokenType.Null ? (0, 0, text) : (start, (int)reader.BytesConsumed - start, null);
                }
            }
        }

        foreach ((int start, int length, string? text) in fields)
        {
            if (length > 0)
            {
                writer.Field(line.Slice(start, length));
            }
            else
            {
                writer.Field(text);
            }
        }
    }

    public void Dispose() => block.Dispose();

    private JsonSchema Schema => schema ?? throw new InvalidOperationException("These JSON lines were opened to be written as JSON lines only.");

    private static unsafe void Put(nint vector, DuckTypeId type, JsonFieldShape shape, int row, ref Utf8JsonReader value, ReadOnlySpan<byte> line)
    {
        if (value.TokenType == JsonTokenType.Null)
        {
            // Of a field that is there twice the last counts, also where it is null.
            StringVector.SetNull(vector, row);
            return;
        }

        switch (type)
        {
            case DuckTypeId.Boolean:
                ((byte*)Native.VectorData(vector))[row] = value.GetBoolean() ? (byte)1 : (byte)0;
                break;
            case DuckTypeId.BigInt:
                ((long*)Native.VectorData(vector))[row] = value.GetInt64();
                break;
            case DuckTypeId.Double:
                ((double*)Native.VectorData(vector))[row] = value.GetDouble();
                break;
            case var _ when value.TokenType == JsonTokenType.String && !shape.IsJsonText:
                new StringVector(vector).Set(row, JsonText.Get(ref value));
                break;
            default:
                int start = (int)value.TokenStartIndex;
                value.Skip();
                new StringVector(vector).Set(row, line[start..(int)value.BytesConsumed]);
                break;
        }

        StringVector.SetValid(vector, row);
    }

    private static void Put(nint vector, int row, string text)
    {
        new StringVector(vector).Set(row, text);
        StringVector.SetValid(vector, row);
    }
}
