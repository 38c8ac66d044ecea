namespace SparkNer.Onnx.Folders;

/// <summary>Files of a model folder that are in memory only.</summary>
/// <param name="root">What stands for the folder's path, in messages too.</param>
/// <param name="files">The content by name relative to the folder, with <c>/</c>.</param>
internal sealed class MemoryTree(string root, IReadOnlyDictionary<string, byte[]> files) : FileTree
{
    public override bool HasFile(string path) => NameOf(path) is { } name && files.ContainsKey(name);

    public override bool HasFolder(string path) =>
        path == root || (NameOf(path) is { } name && files.Keys.Any(f => f.StartsWith(name + '/', StringComparison.Ordinal)));

    public override string[] OnnxFiles(string folder) =>
        [.. files.Keys.Where(f => f.EndsWith(".onnx", StringComparison.Ordinal)).Select(f => Path.Combine(root, f))
            .Where(p => Path.GetDirectoryName(p) == folder).Order(StringComparer.Ordinal)];

    public override long SizeOf(string path) => Bytes(path).Length;

    public override ReadOnlyMemory<byte> Read(string path) => Bytes(path);

    public override Stream Open(string path) => new MemoryStream(Bytes(path), writable: false);

    /// <summary>A file's content, not copied.</summary>
    public byte[] Bytes(string path) => NameOf(path) is { } name && files.TryGetValue(name, out byte[]? bytes)
        ? bytes
        : throw new FileNotFoundException($"'{path}' is not among the model's files.", path);

    private string? NameOf(string path) => path.StartsWith(root + '/', StringComparison.Ordinal) ? path[(root.Length + 1)..] : null;
}
