using System.Buffers;
using System.Runtime.InteropServices;

namespace SparkNer.Onnx.Weights;

/// <summary>A tensor whose elements stand in a file one after the other.</summary>
internal class StoredTensor : WeightTensor
{
    // Large enough for the disk, small beside any model.
    private const int ChunkBytes = 1 << 18;

    private readonly WeightFile _file;
    private readonly WeightElement _element;
    private readonly long _offset;

    /// <summary>Describes a tensor; the file is not read.</summary>
    /// <param name="file">The file, which stays the caller's.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="element">What its elements are.</param>
    /// <param name="shape">The sizes of the axes, already found to be countable.</param>
    /// <param name="offset">Where in the file its first element is, in bytes.</param>
    public StoredTensor(WeightFile file, string name, WeightElement element, IReadOnlyList<long> shape, long offset)
        : base(name, element.Type, shape) => (_file, _element, _offset) = (file, element, offset);

    /// <inheritdoc/>
    public sealed override void Read(long start, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(destination.Length, Count - start, nameof(destination));
        if (Type == WeightType.Other)
        {
            throw new ModelFormatException(
                _file.Path,
                $"'{_file.Path}': the tensor {WeightNames.Quoted(Name)} holds {_element.Name}, where a model's weights are needed as F32, F16, BF16 or F64. "
                    + "Get the model in one of these.");
        }

        ReadCore(start, destination);
    }

    /// <summary>Reads elements of a range that is known to be inside.</summary>
    private protected virtual void ReadCore(long start, Span<float> destination) => ReadStored(start, destination);

    /// <summary>Reads elements by their order in the file.</summary>
    /// <param name="first">The first one, counted from the tensor's place in the file.</param>
    /// <param name="destination">Gets as many as it is long.</param>
    private protected void ReadStored(long first, Span<float> destination)
    {
        if (Type == WeightType.Float32)
        {
            // No detour: the bytes are read where the numbers will stand.
            Span<byte> bytes = MemoryMarshal.AsBytes(destination);
            _file.Read(_offset + (first * sizeof(float)), bytes);
            if (_element.BigEndian == BitConverter.IsLittleEndian)
            {
                FloatDecoder.Decode(_element, bytes, destination);
            }

            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (destination.Length > 0)
            {
                int now = Math.Min(destination.Length, ChunkBytes / _element.Bytes);
                Span<byte> bytes = buffer.AsSpan(0, now * _element.Bytes);
                _file.Read(_offset + (first * _element.Bytes), bytes);
                FloatDecoder.Decode(_element, bytes, destination[..now]);
                first += now;
                destination = destination[now..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
