using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Folders;

/// <summary>Opens a model file and reads its structure; native code has not seen it yet.</summary>
internal static class OnnxFileCheck
{
    private const string Again = "Get or export it again.";

    /// <summary>The model's structure.</summary>
    /// <exception cref="ModelFormatException">The file is empty, damaged, or no ONNX model.</exception>
    public static OnnxModel Read(FileTree files, string path) => FolderReader.Guard(path, () =>
    {
        // Before it is opened: opening what is no regular file can wait for ever, and all of those say 0.
        if (files.SizeOf(path) == 0)
        {
            throw new ModelFormatException(path, $"'{path}' is empty. {Again}");
        }

        using Stream stream = files.Open(path);
        if (IsPointer(stream))
        {
            throw LfsPointer.Error(path);
        }

        try
        {
            return OnnxModelReader.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(path, $"'{path}' is damaged or no ONNX model: {e.Message}. {Again}", e);
        }
    });

    private static bool IsPointer(Stream stream)
    {
        Span<byte> head = stackalloc byte[LfsPointer.HeadBytes];
        return LfsPointer.Is(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }
}
