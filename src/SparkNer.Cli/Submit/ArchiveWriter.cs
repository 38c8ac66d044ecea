using System.Formats.Tar;
using System.IO.Compression;

namespace SparkNer.Cli.Submit;

/// <summary>Packs a folder as <c>.tar.gz</c>: the same content gives the same bytes, whoever packs it and when.</summary>
internal static class ArchiveWriter
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Some programs take the beginning of 1970 for a mistake.
    private static readonly DateTimeOffset _time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the archive under a temporary name and renames it, so that nobody sees half of it.</summary>
    /// <param name="folder">The folder; its content becomes the archive's top.</param>
    /// <param name="archive">The file; replaced if it exists.</param>
    public static void Pack(string folder, string archive, CancellationToken cancellationToken)
    {
        string temporary = $"{archive}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                Pack(folder, file, cancellationToken);
            }

            File.Move(temporary, archive, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the archive to a stream.</summary>
    public static void Pack(string folder, Stream stream, CancellationToken cancellationToken)
    {
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            bool isFolder = Directory.Exists(path);
            var entry = new UstarTarEntry(isFolder ? TarEntryType.Directory : TarEntryType.RegularFile, isFolder ? name + "/" : name)
            {
                ModificationTime = _time,
                Mode = isFolder || MayRun(path) ? Executable : Plain,
            };
            using FileStream? content = isFolder ? null : File.OpenRead(path);
            if (content is not null)
            {
                entry.DataStream = content;
            }

            tar.WriteEntry(entry);
        }
    }

    private static bool MayRun(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0;
}
