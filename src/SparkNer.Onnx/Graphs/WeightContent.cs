using System.Runtime.InteropServices;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Graphs;

/// <summary>Makes a graph's tensors of a checkpoint's: read, checked and turned while they are written, a part at a time.</summary>
internal static class WeightContent
{
    // What is held of a tensor at a time: where it only passes through, and where it is turned.
    private const int CopiedFloats = 64 << 10;
    private const int TurnedFloats = 4 << 20;

    // Rows that are read together; as many floats as a cache line has go to the same one when they are turned.
    private const int BandRows = 16;

    /// <summary>A tensor as it stands.</summary>
    public static GraphTensor Same(string name, WeightTensor tensor) => Joined(name, [tensor]);

    /// <summary>Tensors of one dimension, one after the other.</summary>
    public static GraphTensor Joined(string name, IReadOnlyList<WeightTensor> tensors) => new(
        name,
        OnnxElementType.Float,
        tensors.Count == 1 ? tensors[0].Shape : [tensors.Sum(t => t.Count)],
        stream =>
        {
            foreach (WeightTensor tensor in tensors)
            {
                Copy(tensor, stream);
            }
        });

    /// <summary>
    /// The weights of linear layers with one input. A checkpoint has them as [out, in], a product of matrices takes [in, out]; the layers' outputs stand beside
    /// one another.
    /// </summary>
    public static GraphTensor Linear(string name, IReadOnlyList<WeightTensor> tensors) => new(
        name, OnnxElementType.Float, [tensors[0].Shape[1], tensors.Sum(t => t.Shape[0])], stream => Turn(tensors, stream));

    private static void Copy(WeightTensor tensor, Stream stream)
    {
        using var part = new PooledFloats(CopiedFloats);
        for (long start = 0; start < tensor.Count; start += CopiedFloats)
        {
            Span<float> values = part.Span[..(int)Math.Min(CopiedFloats, tensor.Count - start)];
            FiniteWeights.Read(tensor, start, values);
            stream.Write(MemoryMarshal.AsBytes(values));
        }
    }

    // In strips of so many inputs that the turned strip fits: of a common layer that is all of them, and every tensor is read once from its start to its end.
    private static void Turn(IReadOnlyList<WeightTensor> tensors, Stream stream)
    {
        int inputs = checked((int)tensors[0].Shape[1]);
        int outputs = checked((int)tensors.Sum(t => t.Shape[0]));
        int strip = Math.Clamp(TurnedFloats / outputs, 1, inputs);
        using var turned = new PooledFloats(checked(strip * outputs));
        using var band = new PooledFloats(checked(strip * BandRows));
        for (int input = 0; input < inputs; input += strip)
        {
            int width = Math.Min(strip, inputs - input);
            int column = 0;
            foreach (WeightTensor tensor in tensors)
            {
                int rows = (int)tensor.Shape[0];
                for (int row = 0; row < rows; row += BandRows)
                {
                    int height = Math.Min(BandRows, rows - row);
                    ReadBand(tensor, row, height, inputs, input, width, band.Span);
                    Place(band.Span, height, width, turned.Span, column + row, outputs);
                }

                column += rows;
            }

            stream.Write(MemoryMarshal.AsBytes(turned.Span[..(width * outputs)]));
        }
    }

    private static void ReadBand(WeightTensor tensor, int row, int height, int inputs, int input, int width, Span<float> band)
    {
        long start = ((long)row * inputs) + input;
        if (width == inputs)
        {
            FiniteWeights.Read(tensor, start, band[..(height * width)]);
            return;
        }

        for (int y = 0; y < height; y++)
        {
            FiniteWeights.Read(tensor, start + ((long)y * inputs), band.Slice(y * width, width));
        }
    }

    private static void Place(ReadOnlySpan<float> band, int height, int width, Span<float> turned, int column, int outputs)
    {
        for (int x = 0; x < width; x++)
        {
            Span<float> target = turned.Slice((x * outputs) + column, height);
            for (int y = 0; y < target.Length; y++)
            {
                target[y] = band[(y * width) + x];
            }
        }
    }
}
