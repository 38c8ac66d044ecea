namespace SparkNer.Onnx.Weights;

/// <summary>Reads weights that a model is to be made of.</summary>
internal static class FiniteWeights
{
    /// <summary>Reads elements as <see cref="WeightTensor.Read"/> does, and makes sure that each is a finite number: one that is not spreads to every label of a text.</summary>
    /// <exception cref="InvalidDataException">One is not.</exception>
    public static void Read(WeightTensor tensor, long start, Span<float> values)
    {
        tensor.Read(start, values);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new InvalidDataException($"its tensor {WeightNames.Quoted(tensor.Name)} has the value {values[i]} at {Place(tensor, start + i)}: the weights are damaged");
            }
        }
    }

    private static string Place(WeightTensor tensor, long index)
    {
        var place = new long[tensor.Shape.Count];
        for (int axis = place.Length - 1; axis >= 0; axis--)
        {
            (index, place[axis]) = Math.DivRem(index, tensor.Shape[axis]);
        }

        return $"[{string.Join(", ", place)}]";
    }
}
