using System.Buffers.Binary;
using System.Text;
using SparkNer.Onnx;

namespace SparkNer.Spark.Ner;

/// <summary>What stands before the files in a <see cref="ModelPackage"/>: enough to know the model without reading it.</summary>
/// <remarks>
/// <code>
/// SNB1            magic
/// u64             bytes that follow; so far the same for everything that sparkner broadcasts
/// NERM            a model
/// u16             version
/// 32 bytes        the model's fingerprint
/// u32             bytes of the list that follows
///   u16 + UTF-8   the model's name, for messages
///   u16           files
///   each: u16 + UTF-8 name, u64 offset from the package's first byte, u64 length, 32 bytes SHA-256
/// </code>
/// All numbers are big-endian. Each file starts at a multiple of 64 bytes, so that a mapped package can be used in place.
/// </remarks>
/// <param name="Name">The model's name, for messages.</param>
/// <param name="Fingerprint">See <see cref="ModelFolder.Fingerprint"/>.</param>
/// <param name="Files">The files in the order of their offsets.</param>
internal sealed record PackageHeader(string Name, string Fingerprint, IReadOnlyList<PackagedFile> Files)
{
    /// <summary>Where the files may start.</summary>
    public const int Alignment = 64;

    /// <summary>The bytes of magic and length, which the length does not count.</summary>
    public const int OuterLength = 12;

    private const int FixedLength = OuterLength + 4 + 2 + HashLength + 4;
    private const int HashLength = 32;
    private const int Version = 1;

    // Names and hashes of a few files: kilobytes.
    private const int MaxListLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "SNB1"u8;

    private static ReadOnlySpan<byte> KindMagic => "NERM"u8;

    /// <summary>The package's length in bytes.</summary>
    public long Length => Files.Count == 0 ? 0 : Files[^1].Offset + Files[^1].File.Size;

    /// <summary>A header for these files, one after the other.</summary>
    public static PackageHeader For(string name, string fingerprint, IReadOnlyList<ModelFile> files)
    {
        var placed = new PackagedFile[files.Count];
        long at = FixedLength + 2 + Encoding.UTF8.GetByteCount(name) + 2 + files.Sum(f => 2 + Encoding.UTF8.GetByteCount(f.Name) + 16 + HashLength);
        for (int i = 0; i < placed.Length; i++)
        {
            at = (at + Alignment - 1) / Alignment * Alignment;
            placed[i] = new PackagedFile(files[i], at);
            at += files[i].Size;
        }

        return new PackageHeader(name, fingerprint, placed);
    }

    /// <summary>The header's bytes.</summary>
    public byte[] Encode()
    {
        var list = new MemoryStream();
        Span<byte> number = stackalloc byte[8];
        WriteText(list, Name);
        BinaryPrimitives.WriteUInt16BigEndian(number, checked((ushort)Files.Count));
        list.Write(number[..2]);
        foreach ((ModelFile file, long offset) in Files)
        {
            WriteText(list, file.Name);
            BinaryPrimitives.WriteInt64BigEndian(number, offset);
            list.Write(number);
            BinaryPrimitives.WriteInt64BigEndian(number, file.Size);
            list.Write(number);
            list.Write(Convert.FromHexString(file.Sha256));
        }

        byte[] bytes = new byte[FixedLength + list.Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), Length - OuterLength);
        KindMagic.CopyTo(bytes.AsSpan(12));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16), Version);
        Convert.FromHexString(Fingerprint).CopyTo(bytes, 18);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(50), (int)list.Length);
        list.GetBuffer().AsSpan(0, (int)list.Length).CopyTo(bytes.AsSpan(FixedLength));
        return bytes;
    }

    /// <summary>Whether a broadcast's first bytes are those of a model with this fingerprint.</summary>
    public static bool IsOf(string fingerprint, Stream stream)
    {
        Span<byte> start = stackalloc byte[FixedLength];
        return stream.ReadAtLeast(start, FixedLength, throwOnEndOfStream: false) == FixedLength
            && start.StartsWith(Magic) && start[12..].StartsWith(KindMagic)
            && Convert.ToHexStringLower(start.Slice(18, HashLength)) == fingerprint;
    }

    /// <summary>Reads a header from a stream's first bytes and checks it: names stay inside a folder, files inside the package, hashes make the fingerprint.</summary>
    /// <exception cref="InvalidDataException">It is no model package, a damaged one, or one of another version.</exception>
    public static PackageHeader Read(Stream stream)
    {
        byte[] start = ReadBytes(stream, FixedLength);
        if (!start.AsSpan().StartsWith(Magic) || !start.AsSpan(12).StartsWith(KindMagic))
        {
            throw new InvalidDataException("it is no model package of sparkner's");
        }

        int version = BinaryPrimitives.ReadUInt16BigEndian(start.AsSpan(16));
        if (version != Version)
        {
            throw new InvalidDataException(
                $"it has version {version} of the model package's format, this program reads version {Version}: driver and executors must run the same version of sparkner");
        }

        int listLength = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(50));
        if (listLength is < 4 or > MaxListLength)
        {
            throw new InvalidDataException($"the list of its files has {listLength} bytes, which cannot be");
        }

        var list = new ListReader(ReadBytes(stream, listLength));
        string name = list.Text();
        var files = new PackagedFile[list.Number(2)];
        long free = FixedLength + listLength;
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = ReadFile(ref list, free);
            free = files[i].Offset + files[i].File.Size;
        }

        if (!list.IsAtEnd)
        {
            throw new InvalidDataException("the list of its files is longer than its files");
        }

        var header = new PackageHeader(name, Convert.ToHexStringLower(start.AsSpan(18, HashLength)), files);
        if (header.Length - OuterLength != BinaryPrimitives.ReadInt64BigEndian(start.AsSpan(4)))
        {
            throw new InvalidDataException("its length is not that of its files");
        }

        return ModelFolder.FingerprintOf(files.Select(f => f.File)) == header.Fingerprint
            ? header
            : throw new InvalidDataException("the list of its files does not fit its fingerprint");
    }

    private static PackagedFile ReadFile(ref ListReader list, long free)
    {
        string name = list.Text();
        PackagedNames.Check(name);
        long offset = list.Number(8);
        long size = list.Number(8);
        string hash = Convert.ToHexStringLower(list.Take(HashLength));
        return offset >= free && offset % Alignment == 0 && offset - free < Alignment && size >= 0 && size <= long.MaxValue - offset
            ? new PackagedFile(new ModelFile(name, size, hash), offset)
            : throw new InvalidDataException($"its file '{name}' is said to lie at byte {offset} with {size} bytes, which cannot be");
    }

    private static byte[] ReadBytes(Stream stream, int count)
    {
        byte[] bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : throw new InvalidDataException("it ends within its header");
    }

    private static void WriteText(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)bytes.Length));
        stream.Write(length);
        stream.Write(bytes);
    }

    private ref struct ListReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                throw new InvalidDataException("the list of its files is cut short");
            }

            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }

        public long Number(int width)
        {
            ReadOnlySpan<byte> bytes = Take(width);
            return width == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes);
        }

        public string Text() => Encoding.UTF8.GetString(Take((int)Number(2)));
    }
}
