using System.Runtime.InteropServices;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Graphs;

/// <summary>A constant tensor of a graph to be written. Its values come when they are asked for, so a graph of gigabytes takes no memory.</summary>
internal sealed class GraphTensor
{
    private readonly Action<Stream> _write;

    /// <summary>A tensor whose values are made while they are written.</summary>
    /// <param name="name">The name, by which nodes read it.</param>
    /// <param name="elementType">The element type: of a fixed size.</param>
    /// <param name="dimensions">The sizes of the axes, outermost first; none for a scalar.</param>
    /// <param name="write">Writes all elements in row-major order, little-endian; may be called more than once.</param>
    public GraphTensor(string name, OnnxElementType elementType, IReadOnlyList<long> dimensions, Action<Stream> write)
    {
        (Name, ElementType, Dimensions, _write) = (name, elementType, dimensions, write);
        ByteCount = dimensions.Aggregate((long)elementType.Size(), static (product, size) => checked(product * size));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>The sizes of the axes, outermost first; none for a scalar.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>The size of the values in bytes.</summary>
    public long ByteCount { get; }

    /// <summary>A list of 64-bit integers.</summary>
    public static GraphTensor Of(string name, params long[] values) => InMemory(name, OnnxElementType.Int64, [values.Length], values);

    /// <summary>One 64-bit integer, without axes.</summary>
    public static GraphTensor Scalar(string name, long value) => InMemory<long>(name, OnnxElementType.Int64, [], [value]);

    /// <summary>One number, without axes.</summary>
    public static GraphTensor Scalar(string name, float value) => InMemory<float>(name, OnnxElementType.Float, [], [value]);

    /// <summary>A tensor of values that are at hand.</summary>
    public static GraphTensor InMemory<T>(string name, OnnxElementType elementType, IReadOnlyList<long> dimensions, T[] values)
        where T : unmanaged => new(name, elementType, dimensions, stream => stream.Write(MemoryMarshal.AsBytes<T>(values)));

    /// <summary>Writes all elements in row-major order, little-endian: <see cref="ByteCount"/> bytes.</summary>
    public void WriteTo(Stream stream) => _write(stream);
}
