using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Reads the form of PyTorch before 1.6: five pickles one after the other, then the storages' bytes.</summary>
internal static class TorchLegacy
{
    private const int FirstHead = 1 << 18;
    private const int MaxHead = 64 << 20;
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse("1950A86A20F9469CFC6C", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Whether a file may have this form: it begins with a pickle.</summary>
    public static bool IsPickle(ReadOnlySpan<byte> head) => head is [(byte)PickleCode.Proto, ..];

    /// <summary>Reads everything but the values.</summary>
    /// <exception cref="InvalidDataException">It is no such file, is damaged, or holds more than tensors.</exception>
    public static TorchContainer Read(WeightFile file)
    {
        // How long the pickles are stands nowhere: more is read where they need more.
        for (int size = FirstHead; ; size *= 8)
        {
            int length = (int)Math.Min(file.Length, Math.Min(size, MaxHead));
            try
            {
                return Read(file, file.Read(0, length));
            }
            catch (PickleEndException) when (length < file.Length && length < MaxHead)
            {
            }
            catch (PickleEndException e)
            {
                throw new InvalidDataException(e.Message, e);
            }
        }
    }

    private static TorchContainer Read(WeightFile file, byte[] head)
    {
        int at = 0;
        var storages = new Dictionary<string, TorchStorage>(StringComparer.Ordinal);
        var world = new TorchWorld(Storage);
        if (Next() is not BigInteger magic || magic != Magic)
        {
            throw new InvalidDataException("it is a pickle, but not PyTorch's: it does not begin with PyTorch's number");
        }

        if (Next() is not Protocol)
        {
            throw new InvalidDataException($"it does not have the version {Protocol} of PyTorch's old form");
        }

        // Sizes of C's types where it was written: the elements have fixed ones.
        Next();
        object? root = Next();
        return Next() is PickleList { Items: var keys }
            ? new TorchContainer(root, Places(file, at, keys, storages))
            : throw new InvalidDataException("its list of storages is no list");

        object? Next()
        {
            object? value = PickleReader.Read(head.AsSpan(at), world, out int length);
            at += length;
            return value;
        }

        TorchStorage Storage(IReadOnlyList<object?> id)
        {
            if (id is not ["storage", TorchStorageClass { Element: var element }, string key, _, long count, var view])
            {
                throw new InvalidDataException("its pickle names data outside it that are no storage");
            }

            var storage = new TorchStorage(key, element, count);
            element.Count([count]);
            return storages.TryAdd(key, storage) || storages[key] == storage
                ? View(storage, view)
                : throw new InvalidDataException($"its pickle gives the storage {WeightNames.Quoted(key)} two sizes or types");
        }
    }

    // A part of a storage, which the oldest versions kept apart from the whole.
    private static TorchStorage View(TorchStorage storage, object? view) => view switch
    {
        null => storage,
        PickleTuple { Items: [_, long start, long count] } when start >= 0 && count >= 0 && start <= storage.Count && count <= storage.Count - start =>
            storage with { Start = start, Count = count },
        _ => throw new InvalidDataException($"its pickle names a part of the storage {WeightNames.Quoted(storage.Key)} that is not in it"),
    };

    private static Dictionary<string, long> Places(WeightFile file, long at, List<object?> keys, Dictionary<string, TorchStorage> storages)
    {
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (object? item in keys)
        {
            if (item is not string key || !storages.TryGetValue(key, out TorchStorage? storage))
            {
                throw new InvalidDataException("its list of storages names one that no tensor has");
            }

            if (file.Length - at < sizeof(long))
            {
                throw new InvalidDataException($"it ends before the storage {WeightNames.Quoted(key)}");
            }

            long count = BinaryPrimitives.ReadInt64LittleEndian(file.Read(at, sizeof(long)));
            at += sizeof(long);
            if (count != storage.Count)
            {
                throw new InvalidDataException($"its storage {WeightNames.Quoted(key)} has {count} elements, where its pickle says {storage.Count}");
            }

            if (storage.Bytes > file.Length - at)
            {
                throw new InvalidDataException($"it ends in the storage {WeightNames.Quoted(key)}");
            }

            if (!places.TryAdd(key, at))
            {
                throw new InvalidDataException($"its list of storages names {WeightNames.Quoted(key)} twice");
            }

            at += storage.Bytes;
        }

        return at == file.Length
            ? storages.Keys.FirstOrDefault(k => !places.ContainsKey(k)) is { } missing
                ? throw new InvalidDataException($"it lacks the storage {WeightNames.Quoted(missing)} that its pickle names")
                : places
            : throw new InvalidDataException($"something of {file.Length - at} bytes is appended to it");
    }
}
