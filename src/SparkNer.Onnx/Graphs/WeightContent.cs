using System.Runtime.InteropServices;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Graphs;

/// <summary>Makes a graph's tensors of a checkpoint's: read, checked and turned while they are written, a part at a time.</summary>
internal static class WeightContent
{
    // What is held of a tensor at a time.
    private const int PartFloats = 4 << 20;

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
        float[] part = new float[(int)Math.Min(tensor.Count, PartFloats)];
        for (long start = 0; start < tensor.Count; start += part.Length)
        {
            Span<float> values = part.AsSpan(0, (int)Math.Min(part.Length, tensor.Count - start));
            FiniteWeights.Read(tensor, start, values);
            stream.Write(MemoryMarshal.AsBytes(values));
        }
    }

    // In strips of so many inputs that the turned strip fits: of a common layer that is all of them, and every tensor is read once from its start to its end.
    private static void Turn(IReadOnlyList<WeightTensor> tensors, Stream stream)
    {
        int inputs = checked((int)tensors[0].Shape[1]);
        int outputs = checked((int)tensors.Sum(t => t.Shape[0]));
        int strip = Math.Clamp(PartFloats / outputs, 1, inputs);
        float[] turned = new float[(long)strip * outputs];
        float[] band = new float[(long)strip * BandRows];
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
                    ReadBand(tensor, row, height, inputs, input, width, band);
                    Place(band, height, width, turned, column + row, outputs);
                }

                column += rows;
            }

            stream.Write(MemoryMarshal.AsBytes(turned.AsSpan(0, width * outputs)));
        }
    }

    private static void ReadBand(WeightTensor tensor, int row, int height, int inputs, int input, int width, float[] band)
    {
        long start = ((long)row * inputs) + input;
        if (width == inputs)
        {
            FiniteWeights.Read(tensor, start, band.AsSpan(0, height * width));
            return;
        }

        for (int y = 0; y < height; y++)
        {
            FiniteWeights.Read(tensor, start + ((long)y * inputs), band.AsSpan(y * width, width));
        }
    }

    private static void Place(float[] band, int height, int width, float[] turned, int column, int outputs)
    {
        for (int x = 0; x < width; x++)
        {
            Span<float> target = turned.AsSpan((x * outputs) + column, height);
            for (int y = 0; y < target.Length; y++)
            {
                target[y] = band[(y * width) + x];
            }
        }
    }
}
