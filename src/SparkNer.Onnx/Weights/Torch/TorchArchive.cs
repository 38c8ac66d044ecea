using System.Text;

namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Reads the form of PyTorch 1.6 and later: a zip archive of a pickle and of each storage's bytes.</summary>
internal static class TorchArchive
{
    private const int MaxPickleBytes = 64 << 20;
    private const string PickleName = "/data.pkl";

    /// <summary>Reads everything but the values.</summary>
    /// <exception cref="InvalidDataException">It is no such archive, is damaged, or holds more than tensors.</exception>
    public static TorchContainer Read(WeightFile file)
    {
        ZipDirectory zip = ZipDirectory.Read(file);
        string folder = Folder(zip);
        bool isBig = IsBigEndian(file, zip, folder);
        var storages = new Dictionary<string, TorchStorage>(StringComparer.Ordinal);
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        byte[] pickle = Content(file, zip, folder + PickleName, MaxPickleBytes);
        try
        {
            object? root = PickleReader.Read(pickle, new TorchWorld(Storage), out int length);
            return length == pickle.Length
                ? new TorchContainer(root, places)
                : throw new InvalidDataException($"its pickle is followed by {pickle.Length - length} more bytes");
        }
        catch (PickleEndException e)
        {
            throw new InvalidDataException(e.Message, e);
        }

        TorchStorage Storage(IReadOnlyList<object?> id)
        {
            if (id is not ["storage", TorchStorageClass { Element: var element }, string key, _, long count])
            {
                throw new InvalidDataException("its pickle names data outside it that are no storage");
            }

            var storage = new TorchStorage(key, element with { BigEndian = isBig }, count);
            storage.Element.Count([count]);
            if (!storages.TryAdd(key, storage))
            {
                return storages[key] == storage
                    ? storage
                    : throw new InvalidDataException($"its pickle gives the storage {WeightNames.Quoted(key)} two sizes or types");
            }

            (long offset, long bytes) = zip.Find($"{folder}/data/{key}")
                ?? throw new InvalidDataException($"it lacks the storage {WeightNames.Quoted(key)} that its pickle names");
            places[key] = bytes == storage.Bytes
                ? offset
                : throw new InvalidDataException($"its storage {WeightNames.Quoted(key)} has {bytes} bytes, where its pickle says {storage.Bytes}");
            return storage;
        }
    }

    private static string Folder(ZipDirectory zip)
    {
        string[] pickles = [.. zip.Names.Where(n => n.EndsWith(PickleName, StringComparison.Ordinal) && n.IndexOf('/', StringComparison.Ordinal) == n.Length - PickleName.Length)];
        if (pickles is not [var pickle])
        {
            throw new InvalidDataException($"it is a zip archive with {pickles.Length} pickles of the name data.pkl, where a PyTorch checkpoint has one");
        }

        string folder = pickle[..^PickleName.Length];
        return zip.Names.FirstOrDefault(n => n == folder + "/constants.pkl" || n.StartsWith(folder + "/code/", StringComparison.Ordinal)) is { } program
            ? throw new InvalidDataException($"it is a TorchScript program (it has {WeightNames.Quoted(program)}), not a checkpoint of tensors")
            : folder;
    }

    private static bool IsBigEndian(WeightFile file, ZipDirectory zip, string folder)
    {
        const string Name = "/byteorder";
        if (!zip.Names.Contains(folder + Name))
        {
            return false;
        }

        string order = Encoding.Latin1.GetString(Content(file, zip, folder + Name, 16));
        return order switch
        {
            "little" => false,
            "big" => true,
            _ => throw new InvalidDataException($"its byte order is {WeightNames.Quoted(order)}, neither 'little' nor 'big'"),
        };
    }

    private static byte[] Content(WeightFile file, ZipDirectory zip, string name, int limit)
    {
        (long offset, long length) = zip.Find(name)!.Value;
        return length <= limit
            ? file.Read(offset, (int)length)
            : throw new InvalidDataException($"its part {WeightNames.Quoted(name)} has {length} bytes, which no model's has");
    }
}
