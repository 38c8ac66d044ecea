using System.Globalization;

namespace SparkNer.Cli.Output;

/// <summary>Sizes of files for people.</summary>
internal static class FileSize
{
    /// <summary>A size, such as <c>23.1 MB</c> (a million bytes each).</summary>
    public static string Text(long bytes) => bytes < 1000
        ? $"{bytes} bytes"
        : string.Create(CultureInfo.InvariantCulture, $"{(bytes < 999_950 ? bytes / 1e3 : bytes < 999_950_000 ? bytes / 1e6 : bytes / 1e9):0.0} {(bytes < 999_950 ? "kB" : bytes < 999_950_000 ? "MB" : "GB")}");
}
