using System.Buffers.Binary;

namespace SparkNer.Onnx.Weights;

/// <summary>The tensors of one safetensors file.</summary>
internal sealed class SafetensorsFile : WeightSet
{
    private const int LengthBytes = sizeof(ulong);
    private const string Advice = "It is damaged or no safetensors file: get it again.";

    private readonly WeightFile _file;

    private SafetensorsFile(WeightFile file, IReadOnlyList<SafetensorsTensor> entries, long dataStart)
    {
        _file = file;
        Tensors = entries.ToDictionary(
            e => e.Name, WeightTensor (e) => new StoredTensor(file, e.Name, e.Element, e.Shape, dataStart + e.Begin), StringComparer.Ordinal);
        FileNames = [Path.GetFileName(file.Path)];
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ModelFormatException">It cannot be read, or breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path) => WeightFile.Open(path, Describe, Advice);

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private static SafetensorsFile Describe(WeightFile file)
    {
        if (file.Length < LengthBytes)
        {
            throw new InvalidDataException($"it has {file.Length} bytes, where {LengthBytes} give the length of its header");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Read(0, LengthBytes));
        if (length > SafetensorsHeader.MaxBytes)
        {
            throw new InvalidDataException($"its header is said to have {length} bytes, more than the {SafetensorsHeader.MaxBytes} that the format allows");
        }

        long dataStart = LengthBytes + (long)length;
        if (dataStart > file.Length)
        {
            throw new InvalidDataException($"its header is said to have {length} bytes, but the whole file has {file.Length}");
        }

        return new SafetensorsFile(file, SafetensorsHeader.Parse(file.Read(LengthBytes, (int)length), file.Length - dataStart), dataStart);
    }
}
