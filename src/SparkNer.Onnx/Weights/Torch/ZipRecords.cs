using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Where the directory of a zip archive is.</summary>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Offset">Its first byte.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record ZipEnd(long Entries, long Offset, long Bytes);

/// <summary>Parses the records of a zip archive: the end, the directory, and the headers before entries.</summary>
internal static class ZipRecords
{
    /// <summary>The size of the end record without the comment behind it.</summary>
    public const int EndBytes = 22;

    /// <summary>The size of the record before the end that says where the large end record is.</summary>
    public const int LocatorBytes = 20;

    /// <summary>The size of the large end record.</summary>
    public const int LargeEndBytes = 56;

    /// <summary>The size of an entry's own header without its name.</summary>
    public const int HeaderBytes = 30;

    private const int EntryBytes = 46;
    private const ushort LargeField = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Where in the last bytes of a file the end record is, with a comment that reaches to the file's end; -1 if there is none.</summary>
    public static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (int at = tail.Length - EndBytes; at >= 0; at--)
        {
            if (tail[at..].StartsWith("PK\x05\x06"u8) && UInt16(tail, at + 20) == tail.Length - at - EndBytes)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Reads the end record.</summary>
    public static ZipEnd End(ReadOnlySpan<byte> record) =>
        UInt16(record, 4) == UInt16(record, 6)
            ? new ZipEnd(UInt16(record, 10), UInt32(record, 16), UInt32(record, 12))
            : throw new InvalidDataException("it is a part of an archive in several files");

    /// <summary>Where the large end record is, or null if the bytes before the end record do not say.</summary>
    public static long? LargeEndOffset(ReadOnlySpan<byte> locator) => locator.StartsWith("PK\x06\x07"u8) ? Int64(locator, 8) : null;

    /// <summary>Reads the large end record.</summary>
    public static ZipEnd LargeEnd(ReadOnlySpan<byte> record) =>
        record.StartsWith("PK\x06\x06"u8)
            ? new ZipEnd(Int64(record, 32), Int64(record, 48), Int64(record, 40))
            : throw new InvalidDataException("its zip directory is not where the end of the file says");

    /// <summary>Reads the directory.</summary>
    /// <param name="directory">Its bytes, all of them.</param>
    /// <param name="count">How many entries it must have.</param>
    public static IReadOnlyList<ZipEntry> Directory(ReadOnlySpan<byte> directory, long count)
    {
        var entries = new List<ZipEntry>();
        int at = 0;
        while (at < directory.Length)
        {
            ReadOnlySpan<byte> rest = directory[at..];
            if (rest.Length < EntryBytes || !rest.StartsWith("PK\x01\x02"u8))
            {
                throw Damaged();
            }

            int name = UInt16(rest, 28);
            int extra = UInt16(rest, 30);
            int length = EntryBytes + name + extra + UInt16(rest, 32);
            if (length > rest.Length)
            {
                throw Damaged();
            }

            entries.Add(Entry(rest, Name(rest.Slice(EntryBytes, name)), rest.Slice(EntryBytes + name, extra)));
            at += length;
        }

        return entries.Count == count ? entries : throw Damaged();
    }

    /// <summary>How many bytes lie between the beginning of an entry's header and its data.</summary>
    /// <param name="header">The header and the name behind it.</param>
    /// <param name="entry">What the directory says; the header must say the same.</param>
    public static int DataOffset(ReadOnlySpan<byte> header, ZipEntry entry)
    {
        int name = UInt16(header, 26);
        bool same = header.StartsWith("PK\x03\x04"u8)
            && UInt16(header, 8) == entry.Method
            && (UInt16(header, 6) & 1) == (entry.Flags & 1)
            && header[HeaderBytes..].SequenceEqual(Encoding.UTF8.GetBytes(entry.Name))
            && name == header.Length - HeaderBytes;
        return same
            ? HeaderBytes + name + UInt16(header, 28)
            : throw new InvalidDataException($"its zip directory and what stands before {WeightNames.Quoted(entry.Name)} say different things");
    }

    private static ZipEntry Entry(ReadOnlySpan<byte> record, string name, ReadOnlySpan<byte> extra)
    {
        if (UInt16(record, 34) is not (0 or ushort.MaxValue))
        {
            throw new InvalidDataException("it is a part of an archive in several files");
        }

        ReadOnlySpan<byte> large = Large(extra);
        int used = 0;
        long bytes = Wide(UInt32(record, 24), large, ref used);
        long stored = Wide(UInt32(record, 20), large, ref used);
        long offset = Wide(UInt32(record, 42), large, ref used);
        return new ZipEntry(name, UInt16(record, 10), UInt16(record, 8), stored, bytes, offset);
    }

    // Numbers beyond 32 bits stand in a field behind the name, in this order and only those that need it.
    private static long Wide(uint value, ReadOnlySpan<byte> large, ref int used)
    {
        if (value != uint.MaxValue)
        {
            return value;
        }

        if (used + sizeof(long) > large.Length)
        {
            throw Damaged();
        }

        used += sizeof(long);
        return Int64(large, used - sizeof(long));
    }

    private static ReadOnlySpan<byte> Large(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = UInt16(extra, 2);
            if (length > extra.Length - 4)
            {
                throw Damaged();
            }

            if (UInt16(extra, 0) == LargeField)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }

    private static string Name(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("its zip directory has a name that is not UTF-8", e);
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        return value >= 0 ? value : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("its zip directory is damaged");
}
