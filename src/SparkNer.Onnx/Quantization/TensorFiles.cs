using System.Globalization;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Quantization;

/// <summary>The file of a model and those beside it that its tensors lie in, open for reading the tensors' values.</summary>
internal sealed class TensorFiles(string onnxPath) : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly Dictionary<string, WeightFile> _files = new(StringComparer.Ordinal);

    /// <summary>The size of the model's own file in bytes.</summary>
    public long Length => Open(onnxPath).Length;

    /// <summary>Whether values of the type can be read as 32-bit numbers.</summary>
    public static bool CanRead(OnnxElementType type) =>
        type is OnnxElementType.Float or OnnxElementType.Float16 or OnnxElementType.BFloat16 or OnnxElementType.Double;

    /// <summary>A tensor's values.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="tensor">A tensor of one of the types that <see cref="CanRead"/> names.</param>
    /// <exception cref="InvalidDataException">The file stores the values in a form that is not read.</exception>
    /// <exception cref="ModelFormatException">A file cannot be read.</exception>
    public WeightTensor Open(string name, OnnxTensor tensor)
    {
        (WeightFile file, long offset) = Place(name, tensor);
        WeightType type = tensor.ElementType switch
        {
            OnnxElementType.Float16 => WeightType.Float16,
            OnnxElementType.BFloat16 => WeightType.BFloat16,
            OnnxElementType.Double => WeightType.Float64,
            _ => WeightType.Float32,
        };
        var element = new WeightElement(tensor.ElementType.ToString(), 8 * tensor.ElementType.Size(), type);
        return new StoredTensor(file, name, element, tensor.Dimensions, offset);
    }

    /// <summary>Copies a tensor's bytes as they are stored.</summary>
    public void Copy(string name, OnnxTensor tensor, Stream destination)
    {
        (WeightFile file, long offset) = Place(name, tensor);
        Copy(file, offset, tensor.ByteCount, destination);
    }

    /// <summary>Copies a part of the model's own file.</summary>
    public void Copy(long offset, long length, Stream destination) => Copy(Open(onnxPath), offset, length, destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WeightFile file in _files.Values)
        {
            file.Dispose();
        }
    }

    private static void Copy(WeightFile file, long offset, long length, Stream destination)
    {
        byte[] buffer = new byte[(int)Math.Min(length, CopyBytes)];
        for (long end = offset + length; offset < end; offset += buffer.Length)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset));
            file.Read(offset, part);
            destination.Write(part);
        }
    }

    private (WeightFile File, long Offset) Place(string name, OnnxTensor tensor)
    {
        if (tensor.External.LastOrDefault(e => e.Key == "location").Value is { } location)
        {
            // Where it may lie, and that it lies there as a whole, was checked when the folder was opened.
            string offset = tensor.External.LastOrDefault(e => e.Key == "offset").Value ?? "0";
            return (Open(Path.Combine(Path.GetDirectoryName(onnxPath)!, location)), long.Parse(offset, CultureInfo.InvariantCulture));
        }

        return tensor.Data.Length == tensor.ByteCount
            ? (Open(onnxPath), tensor.Data.Start)
            : throw new InvalidDataException($"its tensor '{name}' does not have its values as raw bytes: export the model again with a newer exporter");
    }

    private WeightFile Open(string path)
    {
        if (!_files.TryGetValue(path, out WeightFile? file))
        {
            _files.Add(path, file = WeightFile.Open(path));
        }

        return file;
    }
}
