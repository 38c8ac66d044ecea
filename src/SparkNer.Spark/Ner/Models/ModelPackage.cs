using System.Security.Cryptography;
using SparkNer.Onnx;

namespace SparkNer.Spark.Ner;

/// <summary>A model's files in one stream of bytes: what is broadcast to the executors. See <see cref="PackageHeader"/> for the form.</summary>
internal static class ModelPackage
{
    private const int CopyBytes = 1 << 20;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A model's name in messages: its folder's.</summary>
    public static string NameOf(ModelFolder folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path)) is { Length: > 0 } name ? name : "model";

    /// <summary>How many bytes <see cref="Write"/> will write.</summary>
    public static long LengthOf(ModelFolder folder) => HeaderOf(folder).Length;

    /// <summary>Writes the package of a model folder, streaming.</summary>
    /// <exception cref="ModelFormatException">A file has changed since the folder was opened, or cannot be read.</exception>
    public static void Write(ModelFolder folder, Stream output, CancellationToken cancellationToken = default)
    {
        PackageHeader header = HeaderOf(folder);
        byte[] start = header.Encode();
        output.Write(start);
        long at = start.Length;
        foreach ((ModelFile file, long offset) in header.Files)
        {
            output.Write(new byte[offset - at]);
            string path = Path.Combine(folder.FilesPath, file.Name);
            try
            {
                using FileStream input = File.OpenRead(path);
                Copy(input, file, output, cancellationToken);
            }
            catch (Exception exception) when (exception is InvalidDataException or FileNotFoundException)
            {
                throw new ModelFormatException(path, $"'{path}' has changed since the model folder was opened: wait until the model is complete, and start again.", exception);
            }

            at = offset + file.Size;
        }
    }

    /// <summary>Writes the files into a folder, each checked against its hash.</summary>
    /// <param name="package">The package; read from its first byte.</param>
    /// <param name="folder">An empty folder, or one that is not there yet.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>What the package says about itself.</returns>
    /// <exception cref="InvalidDataException">The package is damaged.</exception>
    public static PackageHeader Extract(Stream package, string folder, CancellationToken cancellationToken = default)
    {
        PackageHeader header = ReadHeader(package);
        CreatePrivate(folder);
        foreach (PackagedFile entry in header.Files)
        {
            string path = Path.Combine(folder, entry.File.Name);
            CreatePrivate(Path.GetDirectoryName(path)!);
            using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            package.Position = entry.Offset;
            Copy(package, entry.File, output, cancellationToken);
        }

        return header;
    }

    /// <summary>Reads the files into memory, each checked against its hash.</summary>
    /// <exception cref="InvalidDataException">The package is damaged, or a file is too large for memory in one piece.</exception>
    public static (PackageHeader Header, Dictionary<string, byte[]> Files) ReadAll(Stream package, CancellationToken cancellationToken = default)
    {
        PackageHeader header = ReadHeader(package);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach ((ModelFile file, long offset) in header.Files)
        {
            if (file.Size > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"its file '{file.Name}' has {file.Size} bytes, too many for a model that must stay in memory: give the model as a folder that every executor sees");
            }

            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)file.Size);
            package.Position = offset;
            using (var output = new MemoryStream(bytes))
            {
                Copy(package, file, output, cancellationToken);
            }

            files.Add(file.Name, bytes);
        }

        return (header, files);
    }

    /// <summary>Makes a folder that only this user may look into. Folders above it that are made too are as open as the user's usually are.</summary>
    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static PackageHeader HeaderOf(ModelFolder folder) => PackageHeader.For(NameOf(folder), folder.Fingerprint, folder.Files);

    private static PackageHeader ReadHeader(Stream package)
    {
        package.Position = 0;
        return PackageHeader.Read(package);
    }

    private static void Copy(Stream input, ModelFile file, Stream output, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(CopyBytes, Math.Max(1, file.Size)));
        for (long left = file.Size; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = input.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                throw new InvalidDataException($"it ends within its file '{file.Name}'");
            }

            hash.AppendData(buffer, 0, read);
            output.Write(buffer, 0, read);
            left -= read;
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
        {
            throw new InvalidDataException($"its file '{file.Name}' does not have the content that its hash promises");
        }
    }
}
