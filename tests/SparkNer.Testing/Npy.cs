using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SparkNer.Testing;

/// <summary>Reads NumPy's .npy files of little-endian float32 in C order.</summary>
public static partial class Npy
{
    /// <summary>A file's values and shape.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static float[] Floats(string path, out int[] shape)
    {
        byte[] file = File.ReadAllBytes(path);
        Check(file[0] == 0x93 && file.AsSpan(1).StartsWith("NUMPY"u8), path);
        int headerStart = file[6] == 1 ? 10 : 12;
        int headerLength = file[6] == 1 ? BitConverter.ToUInt16(file, 8) : BitConverter.ToInt32(file, 8);
        string header = Encoding.ASCII.GetString(file, headerStart, headerLength);
        Check(header.Contains("'descr': '<f4'", StringComparison.Ordinal), path);
        Check(header.Contains("'fortran_order': False", StringComparison.Ordinal), path);
        shape = [.. Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
        float[] values = MemoryMarshal.Cast<byte, float>(file.AsSpan(headerStart + headerLength)).ToArray();
        Check(shape.Aggregate(1, (a, b) => a * b) == values.Length, path);
        return values;
    }

    private static void Check(bool isSo, string path)
    {
        if (!isSo)
        {
            throw new InvalidDataException($"'{path}' is no .npy file of floats in C order.");
        }
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}
