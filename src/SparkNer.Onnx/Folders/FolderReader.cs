namespace SparkNer.Onnx.Folders;

/// <summary>Reads files of one model folder; what goes wrong becomes a <see cref="ModelFormatException"/> that names the file.</summary>
internal sealed class FolderReader
{
    // The largest published tokenizer.json is a tenth of it.
    private const long MaxTextBytes = 256L << 20;

    private FolderReader(string root, FileTree files) => (Root, Files) = (root, files);

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>Where the files are.</summary>
    public FileTree Files { get; }

    /// <summary>A folder whose files are in memory.</summary>
    public static FolderReader Of(string root, MemoryTree files) => new(root, files);

    /// <summary>Checks that a folder is there.</summary>
    public static FolderReader Of(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string root;
        try
        {
            root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is ArgumentException or PathTooLongException or NotSupportedException)
        {
            throw new ModelFormatException(path, $"'{path}' is no path to a model folder: {e.Message}", e);
        }

        if (Directory.Exists(root))
        {
            return new FolderReader(root, FileTree.Disk);
        }

        if (File.Exists(root))
        {
            string above = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
            throw new ModelFormatException(root, $"'{path}' is a file, but a model is a folder. Give the folder that holds it: '{above}'.");
        }

        throw new ModelFormatException(root, $"There is no model folder '{path}'. {Advice(root)}");
    }

    /// <summary>The full path of a file given relative to the folder.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Whether there is such a file.</summary>
    public bool Has(string name) => Files.HasFile(PathOf(name));

    /// <summary>A file's content, or null if there is none.</summary>
    public ReadOnlyMemory<byte>? ReadOptional(string name)
    {
        string path = PathOf(name);
        if (Files.HasFolder(path))
        {
            throw new ModelFormatException(path, $"'{path}' is a folder where a file is needed.");
        }

        // Spelt out: a bare null would become empty memory.
        return Files.HasFile(path) ? Guard(path, () => ReadAll(path)) : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>A file's content; an error if there is none, or nothing in it.</summary>
    public ReadOnlyMemory<byte> ReadRequired(string name, string advice)
    {
        ReadOnlyMemory<byte> content = ReadOptional(name)
            ?? throw new ModelFormatException(PathOf(name), $"The model folder '{Root}' has no {name}. {advice}");
        return content.Length > 0 ? content : throw new ModelFormatException(PathOf(name), $"'{PathOf(name)}' is empty. {advice}");
    }

    /// <summary>Runs a parser over a file's content, so that its error names the file.</summary>
    public T Parse<T>(string name, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(PathOf(name), $"'{PathOf(name)}' cannot be used: {e.Message}.", e);
        }
    }

    /// <summary>Runs file access, so that its error is ours and says what to look at.</summary>
    public static T Guard<T>(string path, Func<T> access)
    {
        try
        {
            return access();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ModelFormatException(path, $"'{path}' may not be read: give this user the right to read it.", e);
        }
        catch (IOException e)
        {
            throw new ModelFormatException(path, $"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private ReadOnlyMemory<byte> ReadAll(string path)
    {
        long size = Files.SizeOf(path);
        return size <= MaxTextBytes
            ? Files.Read(path)
            : throw new ModelFormatException(path, $"'{path}' has {size} bytes, which no file of its kind has.");
    }

    private static string Advice(string root)
    {
        const string General = "Models live in folders of their own, such as models/sparkner-small-conll03: give the path of one.";
        string? parent = Path.GetDirectoryName(root);
        if (parent is null || !Directory.Exists(parent))
        {
            return General;
        }

        try
        {
            string[] nearby = NearestName.Several(Path.GetFileName(root), Directory.EnumerateDirectories(parent).Select(d => Path.GetFileName(d)!));
            return nearby.Length == 0 ? General : $"Did you mean {string.Join(" or ", nearby.Select(n => $"'{Path.Combine(parent, n)}'"))}?";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return General;
        }
    }
}
