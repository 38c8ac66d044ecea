using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>Opens Parquet files.</summary>
internal static class ParquetFiles
{
    /// <summary>The footer entry in which Spark keeps a file's row schema.</summary>
    public const string SparkRowMetadata = "org.apache.spark.sql.parquet.row.metadata";

    private const string RowNumber = "file_row_number";
    private const long SliceBytes = 16 << 20;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="options">What to read.</param>
    /// <param name="spooled">What goes with the source.</param>
    /// <exception cref="InputException">It is missing, no Parquet file, or lacks a column.</exception>
    public static RowSource Open(string path, string name, SourceOptions options, IDisposable? spooled = null)
    {
        CheckMagic(path, name);
        string file = Sql.FileLiteral(path);
        // No columns may come from the folders' names, nor from beside the file.
        string from = $"read_parquet({file}, hive_partitioning = false, filename = false, union_by_name = false)";
        try
        {
            var columns = new List<CarriedColumn>();
            using (var query = new DuckQuery($"SELECT * FROM {from} LIMIT 0"))
            {
                Dictionary<string, JsonObject> fields = SparkFields(file);
                for (int i = 0; i < query.Names.Count; i++)
                {
                    JsonObject? field = fields.GetValueOrDefault(query.Names[i]);
                    columns.Add(new CarriedColumn(query.Names[i], SparkTypes.Merge(query.Types[i], field?["type"]), field));
                }
            }

            long rows = Number($"SELECT CAST(sum(num_rows) AS VARCHAR) FROM parquet_file_metadata({file})");
            var plan = new DuckPlan(name, columns, [.. columns.Select(c => Sql.Name(c.Name))], options);
            bool numbered = columns.Any(c => c.Name.Equals(RowNumber, StringComparison.OrdinalIgnoreCase));
            return new DuckSource(name, options, plan, numbered ? [from] : Slices(from, file), rows, e => Error(name, e), spooled);
        }
        catch (DuckDbException e)
        {
            throw Error(name, e);
        }
    }

    // Statements that each read a part of the file, so that one part's pages are given back before the next one's are read. A part is some row groups, or some
    // rows of one where they are long: DuckDB makes 2048 rows at a time, which are too many of documents of many pages.
    private static List<string> Slices(string from, string file)
    {
        string numbered = from[..^1] + $", {RowNumber} = true)";
        var slices = new List<string>();
        long start = 0;
        long end = 0;
        long bytes = 0;
        foreach (string?[] group in DuckQuery.Strings(
            "SELECT CAST(max(row_group_num_rows) AS VARCHAR), CAST(sum(total_uncompressed_size) AS VARCHAR) "
            + $"FROM parquet_metadata({file}) GROUP BY row_group_id ORDER BY row_group_id"))
        {
            long rows = long.Parse(group[0]!, CultureInfo.InvariantCulture);
            long size = long.Parse(group[1]!, CultureInfo.InvariantCulture);
            if (bytes > 0 && bytes + size > SliceBytes)
            {
                Add(start, end);
                (start, bytes) = (end, 0);
            }

            end += rows;
            bytes += size;
            long most = Math.Max(1, SliceBytes / Math.Max(1, size / Math.Max(1, rows)));
            if (most < 2048)
            {
                for (; start < end; start += most)
                {
                    Add(start, Math.Min(start + most, end));
                }

                (start, bytes) = (end, 0);
            }
        }

        Add(start, end);
        return slices;

        void Add(long first, long behind)
        {
            if (first < behind)
            {
                slices.Add(string.Create(CultureInfo.InvariantCulture, $"{numbered} WHERE {RowNumber} >= {first} AND {RowNumber} < {behind}"));
            }
        }
    }

    private static long Number(string sql) => long.Parse(DuckQuery.Strings(sql)[0][0] ?? "0", CultureInfo.InvariantCulture);

    private static InputException Error(string name, DuckDbException e) => new(
        e.Message.Contains("Invalid string encoding", StringComparison.Ordinal)
            ? $"{name}: a string in it is not valid UTF-8. Write it again with UTF-8 strings, or with the column as binary."
            : $"{name}: the Parquet file cannot be read: {FirstLine(e.Message)} Is it complete?",
        e);

    private static string FirstLine(string message)
    {
        string line = message.AsSpan().TrimStart().ToString().Split('\n')[0].TrimEnd();
        return line.EndsWith('.') ? line : line + ".";
    }

    private static void CheckMagic(string path, string name)
    {
        using FileStream file = InputFile.OpenRaw(path);
        Span<byte> head = stackalloc byte[4];
        try
        {
            int read = file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
            if (file.Length >= 12 && read == 4 && head.SequenceEqual("PAR1"u8))
            {
                file.Seek(-4, SeekOrigin.End);
                file.ReadExactly(head);
                if (!head.SequenceEqual("PAR1"u8))
                {
                    throw new InputException($"{name}: the Parquet file is cut off: its end is missing. Copy or write it again.");
                }

                return;
            }
        }
        catch (IOException e)
        {
            throw InputFile.ReadError(name, e);
        }

        throw new InputException($"{name}: is not a Parquet file{(file.Length == 0 ? ", it is empty" : "")}. If it has another format, name that with --input-format.");
    }

    // What is no such schema counts as none: the files of others may hold anything.
    private static Dictionary<string, JsonObject> SparkFields(string file)
    {
        var fields = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        string? json = DuckQuery.Strings($"SELECT key, value FROM parquet_kv_metadata({file})").FirstOrDefault(e => e[0] == SparkRowMetadata)?[1];
        if (json is null)
        {
            return fields;
        }

        try
        {
            if ((JsonNode.Parse(json) as JsonObject)?["fields"] is JsonArray array)
            {
                foreach (JsonObject field in array.OfType<JsonObject>())
                {
                    if (field["name"] is JsonValue value && value.TryGetValue(out string? key))
                    {
                        fields[key] = field;
                    }
                }
            }
        }
        catch (JsonException)
        {
            fields.Clear();
        }

        return fields;
    }
}
