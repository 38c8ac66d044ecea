namespace SparkNer.Onnx.Weights.Torch;

/// <summary>The entries of a zip archive and where their bytes lie in it.</summary>
/// <remarks>System.IO.Compression does not say where, and weights are read in place: unpacking or copying would need their size in memory.</remarks>
internal sealed class ZipDirectory
{
    private const int MaxDirectoryBytes = 64 << 20;
    private const int MaxEntries = 200_000;

    private readonly WeightFile _file;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);
    private readonly long _end;

    private ZipDirectory(WeightFile file, IReadOnlyList<ZipEntry> entries, long end)
    {
        (_file, _end) = (file, end);
        foreach (ZipEntry entry in entries)
        {
            if (!_entries.TryAdd(entry.Name, entry))
            {
                throw new InvalidDataException($"it has {WeightNames.Quoted(entry.Name)} twice");
            }
        }
    }

    /// <summary>The names of the entries.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Whether a file begins as an archive does.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    /// <summary>Reads an archive's directory.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static ZipDirectory Read(WeightFile file)
    {
        byte[] tail = Part(file, Math.Max(0, file.Length - (ZipRecords.EndBytes + ushort.MaxValue)), file.Length);
        int at = ZipRecords.FindEnd(tail);
        if (at < 0)
        {
            throw new InvalidDataException("it begins as a zip archive but does not end as one: its end is missing");
        }

        long limit = file.Length - tail.Length + at;
        ZipEnd end = ZipRecords.End(tail.AsSpan(at));
        if (limit >= ZipRecords.LocatorBytes
            && ZipRecords.LargeEndOffset(Part(file, limit - ZipRecords.LocatorBytes, limit)) is { } large)
        {
            limit -= ZipRecords.LocatorBytes;
            if (large > limit - ZipRecords.LargeEndBytes)
            {
                throw new InvalidDataException("its zip directory is not where the end of the file says");
            }

            end = ZipRecords.LargeEnd(Part(file, large, large + ZipRecords.LargeEndBytes));
            limit = large;
        }

        if (end.Bytes > MaxDirectoryBytes || end.Entries > MaxEntries)
        {
            throw new InvalidDataException($"its zip directory is said to have {end.Entries} entries in {end.Bytes} bytes, which no model has");
        }

        // Its end must be the end record, or the file would be two archives at once.
        return end.Offset + (decimal)end.Bytes == limit
            ? new ZipDirectory(file, ZipRecords.Directory(Part(file, end.Offset, limit), end.Entries), end.Offset)
            : throw new InvalidDataException("its zip directory is not where the end of the file says");
    }

    /// <summary>Where an entry's bytes begin in the file, and how many they are; null if there is no such entry.</summary>
    /// <exception cref="InvalidDataException">They are compressed or encrypted, or not all in the file.</exception>
    public (long Offset, long Length)? Find(string name)
    {
        if (!_entries.TryGetValue(name, out ZipEntry? entry))
        {
            return null;
        }

        if (!entry.IsPlain)
        {
            throw new InvalidDataException(
                $"its part {WeightNames.Quoted(name)} is compressed or encrypted ({entry.StoredBytes} bytes for {entry.Bytes}), which PyTorch never does");
        }

        long nameEnd = entry.HeaderOffset <= _end ? entry.HeaderOffset + ZipRecords.HeaderBytes + System.Text.Encoding.UTF8.GetByteCount(name) : long.MaxValue;
        if (nameEnd > _end)
        {
            throw Outside(name);
        }

        long offset = entry.HeaderOffset + ZipRecords.DataOffset(Part(_file, entry.HeaderOffset, nameEnd), entry);
        return offset <= _end && entry.Bytes <= _end - offset ? (offset, entry.Bytes) : throw Outside(name);
    }

    private static byte[] Part(WeightFile file, long start, long end) => file.Read(start, checked((int)(end - start)));

    private static InvalidDataException Outside(string name) => new($"its part {WeightNames.Quoted(name)} does not lie in the file whole");
}
