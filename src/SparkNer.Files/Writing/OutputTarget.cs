namespace SparkNer.Files.Writing;

/// <summary>Where an output goes: a file that appears when it is complete, or a stream such as standard output.</summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly AtomicOutput? _file;
    private readonly Stream? _given;
    private Stream? _stream;

    /// <summary>A file.</summary>
    /// <exception cref="OutputException">It exists, or cannot be made.</exception>
    public OutputTarget(string path, bool overwrite)
    {
        Name = path;
        _file = new AtomicOutput(path, overwrite);
    }

    /// <summary>A stream, which stays open.</summary>
    public OutputTarget(Stream stream, string name)
    {
        Name = name;
        _given = stream;
    }

    /// <summary>The output as messages name it.</summary>
    public string Name { get; }

    /// <summary>A path to write to where only a path will do; null for a stream.</summary>
    public string? TemporaryPath => _file?.TemporaryPath;

    /// <summary>The bytes' way.</summary>
    public Stream Stream => _stream ??= _given ?? _file!.OpenStream();

    /// <summary>All is written: the file gets its name.</summary>
    /// <exception cref="OutputException">It could not be written.</exception>
    public void Complete()
    {
        try
        {
            if (_given is not null)
            {
                _given.Flush();
                return;
            }

            _stream?.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputException.For(Name, e);
        }

        _file!.Complete();
    }

    public void Dispose()
    {
        if (_given is null)
        {
            try
            {
                _stream?.Dispose();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What is given up need not be whole; the first error has been reported.
            }

            _file!.Dispose();
        }
    }
}
