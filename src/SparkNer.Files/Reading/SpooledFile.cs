namespace SparkNer.Files.Reading;

/// <summary>A stream copied to a temporary file, for formats that cannot be read in one pass from a pipe. The file goes with this object.</summary>
internal sealed class SpooledFile : IDisposable
{
    /// <summary>Copies a stream to its end.</summary>
    /// <exception cref="InputException">It cannot be read, or not be kept.</exception>
    public SpooledFile(Stream stream, string name)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"sparkner-{Guid.NewGuid():N}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(Path, options);
            stream.CopyTo(file);
        }
        catch (InvalidDataException e)
        {
            Dispose();
            throw InputFile.ReadError(name, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Dispose();
            throw new InputException($"{name}: cannot be kept in a temporary file ({Path}): {e.Message} Set TMPDIR to a folder with room for it.", e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the bytes are.</summary>
    public string Path { get; }

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover in the temporary folder is not worth failing a run that is done.
        }
    }
}
