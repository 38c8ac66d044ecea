using System.IO.Compression;

namespace SparkNer.Files.Reading;

/// <summary>Opens an input file, or says why not.</summary>
internal static class InputFile
{
    // Without it .NET takes a file that was cut off for a complete one. Our programs have it in their configuration; this is for others.
    static InputFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens a file for reading, unpacked where its name ends in .gz.</summary>
    /// <param name="path">The file.</param>
    /// <param name="raw">The file itself: its position and length tell the progress.</param>
    /// <exception cref="InputException">It is missing, a folder, or not readable.</exception>
    public static Stream Open(string path, out FileStream raw)
    {
        raw = OpenRaw(path);
        return FileFormats.IsGzip(path) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    /// <summary>Opens a file for reading as it is.</summary>
    /// <exception cref="InputException">It is missing, a folder, or not readable.</exception>
    public static FileStream OpenRaw(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: is a folder, not a file. Name a file in it, or the folder as one of the inputs to take all its files.");
        }

        try
        {
            // Our own buffers are larger than a stream's would be.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException($"{path}: cannot be read: no permission.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The error for bytes that could not be had.</summary>
    public static InputException ReadError(string name, Exception cause) => cause switch
    {
        InputException same => same,
        InvalidDataException => new InputException($"{name}: is not intact gzip data: {cause.Message} Unpack or fetch it again.", cause),
        _ => new InputException($"{name}: cannot be read: {cause.Message}", cause),
    };

    private static InputException Missing(string path, Exception cause)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        if (!Directory.Exists(folder))
        {
            return new InputException($"{path}: there is no such file, nor its folder {folder}.", cause);
        }

        string hint;
        try
        {
            hint = NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hint = "";
        }

        return new InputException($"{path}: there is no such file.{hint}", cause);
    }
}
