using SparkNer.Files.Reading;

namespace SparkNer.Files;

/// <summary>Opens inputs.</summary>
/// <remarks>Thread-safe; each source is one thread's.</remarks>
public static class RowSources
{
    /// <summary>Opens a file. JSON lines, text and CSV are unpacked where the name ends in <c>.gz</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <returns>The rows, for the caller to dispose of.</returns>
    /// <exception cref="InputException">The file is missing, is a folder, cannot be read, is not of the format, or lacks a column.</exception>
    public static IRowSource Open(string path, FileFormat format, SourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = (options ?? new SourceOptions()).Checked();
        switch (format)
        {
            case FileFormat.Parquet:
                return ParquetFiles.Open(path, path, options);
            case FileFormat.Csv:
                return CsvFiles.Open(path, path, options, FileFormats.IsGzip(path));
            case FileFormat.Text:
                Stream text = InputFile.Open(path, out FileStream textFile);
                return new TextSource(text, textFile, path, options);
            default:
                return OpenJson(path, path, options, spooled: null);
        }
    }

    /// <summary>Reads a stream, such as standard input. Parquet and CSV, and JSON lines whose columns are to be found, go through a temporary file.</summary>
    /// <param name="stream">The bytes; the source closes it.</param>
    /// <param name="name">The input as messages are to name it.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <returns>The rows, for the caller to dispose of.</returns>
    /// <exception cref="InputException">The stream cannot be read, is not of the format, or lacks a column.</exception>
    public static IRowSource Open(Stream stream, string name, FileFormat format, SourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        options = (options ?? new SourceOptions()).Checked();
        if (format == FileFormat.Text)
        {
            return new TextSource(stream, null, name, options);
        }

        if (format is FileFormat.Json or FileFormat.Jsonl && !NeedsSchema(options))
        {
            return new JsonLinesSource(stream, null, null, name, options);
        }

        SpooledFile spooled;
        using (stream)
        {
            spooled = new SpooledFile(stream, name);
        }

        try
        {
            return format switch
            {
                FileFormat.Parquet => ParquetFiles.Open(spooled.Path, name, options, spooled),
                FileFormat.Csv => CsvFiles.Open(spooled.Path, name, options, gzip: false, spooled),
                _ => OpenJson(spooled.Path, name, options, spooled),
            };
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    private static bool NeedsSchema(SourceOptions options) => options.Carry is CarryAs.Typed or CarryAs.Csv;

    private static JsonLinesSource OpenJson(string path, string name, SourceOptions options, SpooledFile? spooled)
    {
        JsonSchema? schema = null;
        if (NeedsSchema(options))
        {
            using var lines = new LineReader(InputFile.Open(path, out _), name, options.BatchBytes, options.BatchRows);
            schema = JsonSchema.Scan(lines, name, options.WordsColumn is null ? options.TextColumn : null);
        }

        Stream stream = InputFile.Open(path, out FileStream file);
        return new JsonLinesSource(stream, file, schema, name, options, spooled);
    }
}
