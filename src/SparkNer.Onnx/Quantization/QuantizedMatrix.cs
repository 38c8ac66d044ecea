using System.Runtime.InteropServices;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Quantization;

/// <summary>A matrix as 8-bit numbers with one scale a line: the lines are the columns for a product's weights, the rows for a table.</summary>
/// <remarks>The values are read when they are written, a part at a time; they are read twice, for the scales come first. For one thread.</remarks>
internal sealed class QuantizedMatrix
{
    private const int PartFloats = 1 << 18;

    private readonly WeightTensor _weights;
    private readonly SymmetricRange _range;
    private readonly int _storedRows;
    private readonly int _storedColumns;

    // Whether a line is a column of what is stored.
    private readonly bool _linesAreColumns;
    private readonly Lazy<float[]> _scales;

    private QuantizedMatrix(WeightTensor weights, SymmetricRange range, bool linesAreColumns)
    {
        (_weights, _range, _linesAreColumns) = (weights, range, linesAreColumns);
        (_storedRows, _storedColumns) = (checked((int)weights.Shape[0]), checked((int)weights.Shape[1]));
        _scales = new(FindScales);
    }

    private int Lines => _linesAreColumns ? _storedColumns : _storedRows;

    /// <summary>The weights of a product, [in, out], with one scale an output.</summary>
    /// <param name="values">The name of the numbers.</param>
    /// <param name="scales">The name of the scales.</param>
    /// <param name="weights">The weights: [in, out], or [out, in] if turned.</param>
    /// <param name="isTurned">Whether they are stored as [out, in].</param>
    /// <param name="range">What they become.</param>
    public static GraphTensor[] Product(string values, string scales, WeightTensor weights, bool isTurned, SymmetricRange range)
    {
        var matrix = new QuantizedMatrix(weights, range, linesAreColumns: !isTurned);
        long outputs = matrix.Lines;
        return
        [
            new(values, OnnxElementType.Int8, [weights.Count / outputs, outputs], isTurned ? matrix.WriteTurned : matrix.Write),
            new(scales, OnnxElementType.Float, [outputs], matrix.WriteScales),
        ];
    }

    /// <summary>A table whose rows are picked, with one scale a row: [rows, 1].</summary>
    public static GraphTensor[] Table(string values, string scales, WeightTensor weights, SymmetricRange range)
    {
        var matrix = new QuantizedMatrix(weights, range, linesAreColumns: false);
        return
        [
            new(values, OnnxElementType.Int8, weights.Shape, matrix.Write),
            new(scales, OnnxElementType.Float, [matrix.Lines, 1], matrix.WriteScales),
        ];
    }

    private void WriteScales(Stream stream) => stream.Write(MemoryMarshal.AsBytes<float>(_scales.Value));

    private void Write(Stream stream)
    {
        float[] scales = _scales.Value;
        sbyte[] part = [];
        ForEachPart((first, values) =>
        {
            if (part.Length < values.Length)
            {
                part = new sbyte[values.Length];
            }

            for (int at = 0, row = first; at < values.Length; at += _storedColumns, row++)
            {
                QuantizeRow(values.Slice(at, _storedColumns), row, scales, part.AsSpan(at, _storedColumns));
            }

            stream.Write(MemoryMarshal.AsBytes(part.AsSpan(0, values.Length)));
        });
    }

    // As a whole in memory: a quarter of one tensor's size.
    private void WriteTurned(Stream stream)
    {
        float[] scales = _scales.Value;
        var turned = new sbyte[checked(_storedRows * _storedColumns)];
        var line = new sbyte[_storedColumns];
        ForEachPart((first, values) =>
        {
            for (int at = 0, row = first; at < values.Length; at += _storedColumns, row++)
            {
                QuantizeRow(values.Slice(at, _storedColumns), row, scales, line);
                for (int column = 0; column < line.Length; column++)
                {
                    turned[(column * _storedRows) + row] = line[column];
                }
            }
        });
        stream.Write(MemoryMarshal.AsBytes<sbyte>(turned));
    }

    private void QuantizeRow(ReadOnlySpan<float> values, int row, float[] scales, Span<sbyte> numbers)
    {
        for (int column = 0; column < values.Length; column++)
        {
            numbers[column] = _range.Nearest(values[column], scales[_linesAreColumns ? column : row]);
        }
    }

    private float[] FindScales()
    {
        float[] scales = new float[Lines];
        ForEachPart((first, values) =>
        {
            for (int at = 0, row = first; at < values.Length; at += _storedColumns, row++)
            {
                for (int column = 0; column < _storedColumns; column++)
                {
                    ref float largest = ref scales[_linesAreColumns ? column : row];
                    largest = Math.Max(largest, Math.Abs(values[at + column]));
                }
            }
        });
        foreach (ref float scale in scales.AsSpan())
        {
            scale = _range.Scale(scale);
        }

        return scales;
    }

    // Whole rows, as many as fit.
    private void ForEachPart(Part work)
    {
        int rows = Math.Clamp(PartFloats / _storedColumns, 1, _storedRows);
        using var part = new PooledFloats(checked(rows * _storedColumns));
        for (int first = 0; first < _storedRows; first += rows)
        {
            Span<float> values = part.Span[..(Math.Min(rows, _storedRows - first) * _storedColumns)];
            FiniteWeights.Read(_weights, (long)first * _storedColumns, values);
            work(first, values);
        }
    }

    private delegate void Part(int firstRow, ReadOnlySpan<float> values);
}
