using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Reads NumPy's .npy files of little-endian float32 in C order.</summary>
internal static partial class Npy
{
    public static float[] Floats(string path, out int[] shape)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.True(file[0] == 0x93 && file.AsSpan(1).StartsWith("NUMPY"u8));
        int headerStart = file[6] == 1 ? 10 : 12;
        int headerLength = file[6] == 1 ? BitConverter.ToUInt16(file, 8) : BitConverter.ToInt32(file, 8);
        string header = Encoding.ASCII.GetString(file, headerStart, headerLength);
        Assert.Contains("'descr': '<f4'", header, StringComparison.Ordinal);
        Assert.Contains("'fortran_order': False", header, StringComparison.Ordinal);
        shape = [.. Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
        float[] values = MemoryMarshal.Cast<byte, float>(file.AsSpan(headerStart + headerLength)).ToArray();
        Assert.Equal(shape.Aggregate(1, (a, b) => a * b), values.Length);
        return values;
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}
