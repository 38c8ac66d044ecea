namespace SparkNer.Onnx.Folders;

/// <summary>Where the files of a model folder are: on a disk or in memory. Paths are full ones, made with <see cref="Path.Combine(string, string)"/>.</summary>
internal abstract class FileTree
{
    /// <summary>The files of this machine.</summary>
    public static FileTree Disk { get; } = new DiskTree();

    /// <summary>Whether there is such a file.</summary>
    public abstract bool HasFile(string path);

    /// <summary>Whether there is such a folder.</summary>
    public abstract bool HasFolder(string path);

    /// <summary>The full paths of the .onnx files that lie directly in a folder, in ordinal order.</summary>
    public abstract string[] OnnxFiles(string folder);

    /// <summary>A file's size in bytes.</summary>
    public abstract long SizeOf(string path);

    /// <summary>A file's content.</summary>
    public abstract ReadOnlyMemory<byte> Read(string path);

    /// <summary>A file's content as a seekable stream.</summary>
    public abstract Stream Open(string path);

    private sealed class DiskTree : FileTree
    {
        public override bool HasFile(string path) => File.Exists(path);

        public override bool HasFolder(string path) => Directory.Exists(path);

        public override string[] OnnxFiles(string folder) => [.. Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal)];

        // A link's own length is not the file's. (.NET itself follows a link in a linked folder to the wrong place.)
        public override long SizeOf(string path) => new FileInfo(RealPath.Of(path)).Length;

        public override ReadOnlyMemory<byte> Read(string path) => File.ReadAllBytes(path);

        public override Stream Open(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }
}
