using System.Globalization;
using System.Text.Json.Nodes;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Tests.Ner.Support;

/// <summary>Arguments and results of functions in tests.</summary>
internal static class Columns
{
    /// <summary>An argument of texts.</summary>
    public static FunctionArgument Texts(params IEnumerable<string?> texts)
    {
        var builder = new Utf8Builder();
        foreach (string? text in texts)
        {
            if (text is null)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(text);
            }
        }

        return new FunctionArgument(null, builder.Finish());
    }

    /// <summary>An argument of texts given as bytes.</summary>
    public static FunctionArgument Bytes(params byte[][] texts)
    {
        var builder = new Utf8Builder();
        foreach (byte[] text in texts)
        {
            builder.AppendUtf8(text);
        }

        return new FunctionArgument(null, builder.Finish());
    }

    /// <summary>An argument of lists of words.</summary>
    public static FunctionArgument Words(params IEnumerable<string?[]?> rows)
    {
        var words = new Utf8Builder();
        var builder = new ListBuilder(new ArrowType.List(new ArrowField("element", new ArrowType.Utf8())), words);
        foreach (string?[]? row in rows)
        {
            if (row is null)
            {
                builder.AppendNull();
                continue;
            }

            foreach (string? word in row)
            {
                if (word is null)
                {
                    words.AppendNull();
                }
                else
                {
                    words.Append(word);
                }
            }

            builder.EndRow();
        }

        return new FunctionArgument(null, builder.Finish());
    }

    /// <summary>An argument of maps.</summary>
    public static FunctionArgument Maps(params IEnumerable<(string Key, string? Value)[]> rows)
    {
        var type = ArrowType.Map.Of(new ArrowType.Utf8(), new ArrowType.Utf8());
        Utf8Builder keys = new(), values = new();
        var entries = new StructBuilder((ArrowType.Struct)type.Entries.Type, keys, values);
        var builder = new ListBuilder(type, entries);
        foreach ((string Key, string? Value)[] row in rows)
        {
            foreach ((string key, string? value) in row)
            {
                keys.Append(key);
                if (value is null)
                {
                    values.AppendNull();
                }
                else
                {
                    values.Append(value);
                }

                entries.EndRow();
            }

            builder.EndRow();
        }

        return new FunctionArgument(null, builder.Finish());
    }

    /// <summary>The rows of a result as JSON, in the form in which JSON lines have them.</summary>
    public static List<JsonNode?> ToJson(this ArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(i => Value(array, i))];

    private static JsonNode? Value(ArrowArray array, int row)
    {
        if (array.IsNull(row))
        {
            return null;
        }

        switch (array.Type)
        {
            case ArrowType.Utf8:
                return array.Text(row);
            case ArrowType.Int:
                return array.Value<int>(row);
            case ArrowType.Float:
                // As it is written: the shortest text that gives the same number.
                return JsonNode.Parse(array.Value<float>(row).ToString("R", CultureInfo.InvariantCulture));
            case ArrowType.Struct type:
                return new JsonObject(type.Fields.Select((f, i) => KeyValuePair.Create(f.Name, Value(array.Field(i), row))));
            case ArrowType.Map:
                (long first, long entries) = array.Range(row);
                ArrowArray keys = array.Children[0].Field(0);
                ArrowArray values = array.Children[0].Field(1);
                return new JsonObject(Enumerable.Range((int)first, (int)entries).Select(i => KeyValuePair.Create(keys.Text(i)!, Value(values, i))));
            case ArrowType.List:
                (long start, long length) = array.Range(row);
                return new JsonArray([.. Enumerable.Range((int)start, (int)length).Select(i => Value(array.Children[0], i))]);
            default:
                throw new NotSupportedException($"{array.Type}");
        }
    }
}
