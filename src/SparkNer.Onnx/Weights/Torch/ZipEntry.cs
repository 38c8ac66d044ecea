namespace SparkNer.Onnx.Weights.Torch;

/// <summary>One file in a zip archive, as the archive's directory describes it.</summary>
/// <param name="Name">Its name with the folders.</param>
/// <param name="Method">How it is compressed; 0 for not at all.</param>
/// <param name="Flags">The general flags; bit 0 says that it is encrypted.</param>
/// <param name="StoredBytes">Its size in the archive.</param>
/// <param name="Bytes">Its size unpacked.</param>
/// <param name="HeaderOffset">Where its own header is in the archive.</param>
internal sealed record ZipEntry(string Name, int Method, int Flags, long StoredBytes, long Bytes, long HeaderOffset)
{
    /// <summary>Whether its bytes stand in the archive as they are.</summary>
    public bool IsPlain => Method == 0 && (Flags & 1) == 0 && StoredBytes == Bytes;
}
