using Microsoft.Win32.SafeHandles;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Weights;

/// <summary>An open weights file that is read at given places.</summary>
/// <remarks>Thread-safe. Not memory-mapped: pages of a mapped file count as the process's memory, and a file that shrinks would kill it.</remarks>
internal sealed class WeightFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private WeightFile(string path, SafeFileHandle handle, long length) => (Path, _handle, Length) = (path, handle, length);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The file's size in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">There is none, it is empty, or it may not be read.</exception>
    public static WeightFile Open(string path) => FolderReader.Guard(path, () =>
    {
        if (!File.Exists(path))
        {
            throw new ModelFormatException(path, Directory.Exists(path) ? $"'{path}' is a folder where a file is needed." : $"There is no file '{path}'.");
        }

        // Before it is opened: opening what is no regular file can wait for ever, and all of those say 0.
        if (FileTree.Disk.SizeOf(path) == 0)
        {
            throw new ModelFormatException(path, $"'{path}' is empty. Get it again.");
        }

        SafeFileHandle handle = File.OpenHandle(path);
        try
        {
            var file = new WeightFile(path, handle, RandomAccess.GetLength(handle));
            Span<byte> head = stackalloc byte[(int)Math.Min(file.Length, LfsPointer.HeadBytes)];
            file.Read(0, head);
            return LfsPointer.Is(head) ? throw LfsPointer.Error(path) : file;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    });

    /// <summary>Fills a buffer from a place in the file.</summary>
    /// <exception cref="ModelFormatException">The file ends before, or cannot be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        try
        {
            while (destination.Length > 0)
            {
                int read = RandomAccess.Read(_handle, destination, offset);
                if (read <= 0)
                {
                    throw new ModelFormatException(Path, $"'{Path}' ends where its own description says that more follows. Get it again.");
                }

                offset += read;
                destination = destination[read..];
            }
        }
        catch (IOException e)
        {
            throw new ModelFormatException(Path, $"'{Path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A part of the file as an array.</summary>
    public byte[] Read(long offset, int length)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>Opens a file and describes it; it is closed again if the description fails.</summary>
    /// <param name="path">The file.</param>
    /// <param name="describe">Throws <see cref="InvalidDataException"/> with the reason where the content is wrong; the error then names the file.</param>
    /// <param name="advice">What to do about a wrong content.</param>
    public static T Open<T>(string path, Func<WeightFile, T> describe, string advice)
    {
        WeightFile file = Open(path);
        try
        {
            return describe(file);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is InvalidDataException)
            {
                throw new ModelFormatException(path, $"'{path}' cannot be used: {e.Message}. {advice}", e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
