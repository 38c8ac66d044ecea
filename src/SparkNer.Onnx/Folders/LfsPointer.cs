namespace SparkNer.Onnx.Folders;

/// <summary>What Git LFS leaves in a large file's place until it is fetched.</summary>
internal static class LfsPointer
{
    /// <summary>How many bytes at a file's start tell.</summary>
    public const int HeadBytes = 24;

    /// <summary>Whether a file that begins so is only a pointer.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.SequenceEqual("version https://git-lfs."u8);

    /// <summary>The error for a file that is one.</summary>
    public static ModelFormatException Error(string path) =>
        new(path, $"'{path}' is only a Git LFS pointer, not the model. Run 'git lfs pull' where it was cloned.");
}
