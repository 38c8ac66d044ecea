using System.Globalization;
using System.Text.RegularExpressions;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>Opens CSV files: RFC 4180, with a header; every column is text, an empty value is null and a quoted empty one the empty text.</summary>
internal static partial class CsvFiles
{
    private const long LeastBuffer = 4 << 20;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="options">What to read.</param>
    /// <param name="gzip">Whether it is packed.</param>
    /// <param name="spooled">What goes with the source.</param>
    /// <exception cref="InputException">It is missing, has no usable header, or lacks a column.</exception>
    public static RowSource Open(string path, string name, SourceOptions options, bool gzip, IDisposable? spooled = null)
    {
        if (gzip)
        {
            // DuckDB keeps all of a packed CSV file in memory.
            SpooledFile unpacked;
            using (Stream stream = InputFile.Open(path, out _))
            {
                unpacked = new SpooledFile(stream, name);
            }

            try
            {
                return Open(unpacked.Path, name, options, gzip: false, unpacked);
            }
            catch
            {
                unpacked.Dispose();
                throw;
            }
        }

        CsvScan scan;
        using (FileStream stream = InputFile.OpenRaw(path))
        {
            scan = CsvScan.Of(stream, name);
        }

        string[] names = Names(scan.Header, name);
        string[] sqlNames = [.. names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"c{i}"))];
        // Nothing is guessed: a guess from the first rows would fail, or worse change values, in a later one.
        string columns = string.Join(", ", sqlNames.Select(n => $"'{n}': 'VARCHAR'"));
        long longest = Math.Max(LeastBuffer / 2, scan.LongestRecord + 16);
        string from = string.Create(
            CultureInfo.InvariantCulture,
            $"read_csv({Sql.FileLiteral(path)}, auto_detect = false, header = true, columns = {{{columns}}}, "
            + $"delim = ',', quote = '\"', escape = '\"', comment = '', nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false, "
            + $"hive_partitioning = false, compression = 'none', max_line_size = {longest}, buffer_size = {2 * longest})");
        var plan = new DuckPlan(name, [.. names.Select(n => new CarriedColumn(n, DuckType.Varchar))], sqlNames, options);
        return new DuckSource(name, options, plan, [from], scan.Rows, e => Error(name, e), spooled);
    }

    private static string[] Names(IReadOnlyList<string> header, string name)
    {
        var names = new string[header.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = header[i].Length > 0 ? header[i] : string.Create(CultureInfo.InvariantCulture, $"column{i + 1}");
            if (!seen.Add(names[i]))
            {
                throw new InputException($"{name}: the header names the column '{names[i]}' twice. Give the columns different names.");
            }
        }

        return names;
    }

    private static InputException Error(string name, DuckDbException e)
    {
        Match line = LineNumber().Match(e.Message);
        string place = line.Success ? $"{name}, line {line.Groups[1].Value}" : name;
        string reason = e.Message.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && !LineNumber().IsMatch(l)
            && !l.StartsWith("Original Line", StringComparison.Ordinal)) ?? "it is not valid";
        return e.Message.Contains("unicode", StringComparison.OrdinalIgnoreCase)
            ? new InputException($"{place}: is not valid UTF-8. Convert the file: iconv -f WINDOWS-1252 -t UTF-8 {name}", e)
            : new InputException($"{place}: the CSV cannot be read: {reason.TrimEnd('.')}. "
                + "Each record needs as many values as the header; a value with a comma, a quote or a line end stands in double quotes.", e);
    }

    [GeneratedRegex("CSV Error on Line: ([0-9]+)")]
    private static partial Regex LineNumber();
}
