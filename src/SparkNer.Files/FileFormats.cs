using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Files;

/// <summary>Which format a file name tells.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FileFormats
{
    private static readonly (string Extension, FileFormat Format)[] _known =
    [
        (".parquet", FileFormat.Parquet),
        (".pq", FileFormat.Parquet),
        (".jsonl", FileFormat.Jsonl),
        (".ndjson", FileFormat.Jsonl),
        (".json", FileFormat.Json),
        (".csv", FileFormat.Csv),
        (".txt", FileFormat.Text),
        (".text", FileFormat.Text),
    ];

    /// <summary>The extensions that are known, with the dot; all but Parquet's may be followed by <c>.gz</c> on input.</summary>
    public static IReadOnlyList<string> KnownExtensions { get; } = [.. _known.Select(k => k.Extension)];

    /// <summary>The format that a file's extension tells.</summary>
    /// <param name="path">A file name or path.</param>
    /// <param name="format">The format, where the extension is known.</param>
    /// <returns>Whether it is known.</returns>
    public static bool TryDetect(string path, out FileFormat format)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool compressed = IsGzip(path);
        string extension = Path.GetExtension(compressed ? path[..^3] : path);
        foreach ((string known, FileFormat value) in _known)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase) && !(compressed && value == FileFormat.Parquet))
            {
                format = value;
                return true;
            }
        }

        format = default;
        return false;
    }

    /// <summary>The format that a file's extension tells.</summary>
    /// <param name="path">A file name or path.</param>
    /// <exception cref="InputException">The extension is not known.</exception>
    public static FileFormat Detect(string path) => TryDetect(path, out FileFormat format)
        ? format
        : throw new InputException($"{path}: the format does not show from the file's name. Known extensions: {string.Join(" ", KnownExtensions)} (and .gz after "
            + "them, but for Parquet). Name the format (parquet, json, jsonl, csv, text), or rename the file.");

    /// <summary>Whether a file's name ends in <c>.gz</c>.</summary>
    /// <param name="path">A file name or path.</param>
    public static bool IsGzip(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A format by its name on the command line: parquet, json, jsonl, csv, text.</summary>
    /// <param name="name">The name; upper and lower case count the same.</param>
    /// <param name="format">The format, where there is one of that name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out FileFormat format)
    {
        foreach (FileFormat value in Enum.GetValues<FileFormat>())
        {
            if (value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                format = value;
                return true;
            }
        }

        format = default;
        return false;
    }

    /// <summary>The usual extension of a format, with the dot.</summary>
    /// <param name="format">The format.</param>
    public static string ExtensionOf(FileFormat format) => format switch
    {
        FileFormat.Parquet => ".parquet",
        FileFormat.Json => ".json",
        FileFormat.Jsonl => ".jsonl",
        FileFormat.Csv => ".csv",
        _ => ".txt",
    };
}
