namespace SparkNer.Onnx.Weights;

/// <summary>Parses the header of a safetensors file, with every rule of the format.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit, in bytes.</summary>
    public const int MaxBytes = 100_000_000;

    // Far above any model's; keeps a header of 100 MB from becoming many times as much.
    private const int MaxTensors = 100_000;
    private const string MetadataName = "__metadata__";

    private static readonly Dictionary<string, WeightElement> Elements = ((WeightElement[])[
        new("BOOL", 8, WeightType.Other),
        new("F4", 4, WeightType.Other),
        new("F6_E2M3", 6, WeightType.Other),
        new("F6_E3M2", 6, WeightType.Other),
        new("U8", 8, WeightType.Other),
        new("I8", 8, WeightType.Other),
        new("F8_E5M2", 8, WeightType.Other),
        new("F8_E4M3", 8, WeightType.Other),
        new("F8_E8M0", 8, WeightType.Other),
        new("F8_E4M3FNUZ", 8, WeightType.Other),
        new("F8_E5M2FNUZ", 8, WeightType.Other),
        new("I16", 16, WeightType.Other),
        new("U16", 16, WeightType.Other),
        new("F16", 16, WeightType.Float16),
        new("BF16", 16, WeightType.BFloat16),
        new("I32", 32, WeightType.Other),
        new("U32", 32, WeightType.Other),
        new("F32", 32, WeightType.Float32),
        new("C64", 64, WeightType.Other),
        new("F64", 64, WeightType.Float64),
        new("I64", 64, WeightType.Other),
        new("U64", 64, WeightType.Other),
    ]).ToDictionary(e => e.Name, StringComparer.Ordinal);

    /// <summary>The tensors of a header, in the order of their bytes.</summary>
    /// <param name="header">The header's bytes, without its length.</param>
    /// <param name="dataBytes">The bytes that follow it in the file.</param>
    /// <exception cref="InvalidDataException">It breaks a rule.</exception>
    public static IReadOnlyList<SafetensorsTensor> Parse(ReadOnlySpan<byte> header, long dataBytes)
    {
        if (header is not [(byte)'{', ..])
        {
            throw new InvalidDataException("its header does not begin with '{'");
        }

        // Spaces are the only padding; JSON itself would take line ends too.
        if (header.TrimEnd((byte)' ') is not [.., (byte)'}'])
        {
            throw new InvalidDataException("its header does not end with '}' and spaces");
        }

        var entries = new List<SafetensorsTensor>();
        StrictJson.Read(header, (string name, ref StrictJson json) =>
        {
            if (name == MetadataName)
            {
                json.Object(MetadataName, static (string key, ref StrictJson json) => json.Text($"{WeightNames.Quoted(key)} in {MetadataName}"));
                return;
            }

            entries.Add(Entry(name, ref json));
            if (entries.Count > MaxTensors)
            {
                throw new InvalidDataException($"it has more than {MaxTensors} tensors, which no model has");
            }
        });
        return Tiled(entries, dataBytes);
    }

    private static SafetensorsTensor Entry(string name, ref StrictJson json)
    {
        string what = $"the tensor {WeightNames.Quoted(name)}";
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        json.Object(what, (string key, ref StrictJson json) =>
        {
            switch (key)
            {
                case "dtype":
                    type = json.Text($"dtype of {what}");
                    break;
                case "shape":
                    shape = json.Naturals($"shape of {what}");
                    break;
                case "data_offsets":
                    offsets = json.Naturals($"data_offsets of {what}");
                    break;
                default:
                    throw new InvalidDataException($"{what} has {WeightNames.Quoted(key)}, which the format does not know");
            }
        });
        if (type is null || shape is null || offsets is null)
        {
            throw new InvalidDataException($"{what} lacks its {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        }

        if (!Elements.TryGetValue(type, out WeightElement element))
        {
            throw new InvalidDataException($"{what} has the element type {WeightNames.Quoted(type)}, which the format does not know");
        }

        if (offsets is not [long begin, long end] || end < begin)
        {
            throw new InvalidDataException($"{what} has the data_offsets {WeightNames.Shape(offsets)}, not a first and a last byte");
        }

        CheckSize(what, element, shape, end - begin);
        return new SafetensorsTensor(name, element, shape, begin, end);
    }

    private static void CheckSize(string what, WeightElement element, long[] shape, long bytes)
    {
        long bits;
        try
        {
            bits = element.Count(shape) * element.Bits;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{what} cannot be: {e.Message}", e);
        }

        if (bits % 8 != 0 || bits / 8 != bytes)
        {
            throw new InvalidDataException($"{what} has {bytes} bytes, where {element.Name} {WeightNames.Shape(shape)} needs {bits / 8m}");
        }
    }

    // No hole, no overlap, nothing behind: else a file could be a model and something else at the same time.
    private static List<SafetensorsTensor> Tiled(List<SafetensorsTensor> entries, long dataBytes)
    {
        entries.Sort(static (a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long at = 0;
        foreach (SafetensorsTensor entry in entries)
        {
            if (entry.Begin != at)
            {
                throw new InvalidDataException(
                    $"the tensor {WeightNames.Quoted(entry.Name)} begins at byte {entry.Begin} of the data, where the one before it ends at {at}: "
                    + (entry.Begin < at ? "they overlap" : "there is a hole between them"));
            }

            at = entry.End;
        }

        return at == dataBytes
            ? entries
            : throw new InvalidDataException(
                $"its tensors have {at} bytes and the file has {dataBytes} for them: "
                + (at > dataBytes ? "its end is missing" : "something else is appended"));
    }
}
