using System.Globalization;
using System.Numerics;

namespace SparkNer.Evaluation.Reports;

/// <summary>Numbers with a fixed number of decimals as C and Python print them: the double's exact value, rounded half to even.</summary>
/// <remarks>.NET rounds a tie away from zero: 0.125 becomes 0.13, where everybody else prints 0.12. Ties are common in small evaluations.</remarks>
internal static class FixedPoint
{
    private const int MantissaBits = 52;

    /// <summary>The number in decimal.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="digits">How many decimals.</param>
    public static string Format(double value, int digits)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> MantissaBits) & 0x7FF);
        long mantissa = bits & ((1L << MantissaBits) - 1);
        mantissa |= exponent == 0 ? 0 : 1L << MantissaBits;
        int shift = Math.Max(exponent, 1) - 1023 - MantissaBits;

        BigInteger scaled = new BigInteger(mantissa) * BigInteger.Pow(10, digits);
        scaled = shift >= 0 ? scaled << shift : Halved(scaled, -shift);
        string text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        string sign = bits < 0 ? "-" : "";
        return digits == 0 ? sign + text : $"{sign}{text[..^digits]}.{text[^digits..]}";
    }

    private static BigInteger Halved(BigInteger value, int times)
    {
        BigInteger unit = BigInteger.One << times;
        BigInteger whole = BigInteger.DivRem(value, unit, out BigInteger rest);
        int half = (rest << 1).CompareTo(unit);
        return half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}
