using System.Text;

namespace SparkNer.Onnx.Weights;

/// <summary>Names and shapes from a file as they stand in messages: short, in one line, whatever the file says.</summary>
internal static class WeightNames
{
    private const int MaxLength = 120;
    private const int MaxAxes = 12;

    /// <summary>A name in quotes.</summary>
    public static string Quoted(string name)
    {
        var text = new StringBuilder("'");
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, MaxLength)))
        {
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return text.Append(name.Length > MaxLength ? "...'" : "'").ToString();
    }

    /// <summary>A shape in brackets.</summary>
    public static string Shape(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Take(MaxAxes))}{(shape.Count > MaxAxes ? ", ..." : "")}]";
}
