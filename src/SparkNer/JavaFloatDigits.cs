using System.Numerics;

namespace SparkNer;

/// <summary>
/// The decimal digits that Java 17 shows for a float. Java before 19 does not always find the shortest ones (it says 4.36207616E8 where 4.362076E8 would do),
/// so which arithmetic it takes for which values has to be followed, overflows included.
/// </summary>
/// <remarks>
/// The method is Steele and White's: with value = b/s and half the gap to the next float = m/s, digits are drawn until the rest is within m of either end.
/// All of b, s and m are 5^i * 2^j times a small number.
/// </remarks>
internal static class JavaFloatDigits
{
    /// <summary>No value has more digits.</summary>
    public const int MaxDigits = 24;

    private const int SignificandBits = 24;

    /// <summary>5^i, as far as it fits a long.</summary>
    private static readonly long[] _powersOfFive = PowersOfFive();

    /// <summary>The bits that 5^i takes, in Java's count: 0 for i = 0.</summary>
    private static ReadOnlySpan<byte> BitsOfFive => [0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61];

    /// <summary>Develops the digits of a positive, finite value.</summary>
    /// <param name="bits">The float's bits; the sign is clear, and it is neither 0, infinite nor NaN.</param>
    /// <param name="digits">Where the digits go, as ASCII; <see cref="MaxDigits"/> bytes.</param>
    /// <param name="point">How many digits stand before the decimal point; 0 or less where zeros follow the point.</param>
    /// <returns>The number of digits.</returns>
    public static int Develop(uint bits, Span<byte> digits, out int point)
    {
        uint fraction = bits & 0x7F_FFFF;
        int exponent = (int)(bits >> 23);
        int precision = SignificandBits;
        if (exponent == 0)
        {
            // Subnormal: shift the highest bit to its place; what precision there is stays small.
            int shift = BitOperations.LeadingZeroCount(fraction) - 8;
            fraction <<= shift;
            exponent = 1 - shift;
            precision = SignificandBits - shift;
        }
        else
        {
            fraction |= 0x80_0000;
        }

        exponent -= 127;
        int tail = BitOperations.TrailingZeroCount(fraction);
        int width = SignificandBits - tail;
        int belowOne = Math.Max(0, width - exponent - 1);
        return belowOne == 0 && exponent <= 62
            ? DevelopInteger(fraction, exponent, precision, digits, out point)
            : DevelopFraction(fraction, exponent, precision, tail, width, belowOne, digits, out point);
    }

    /// <summary>A whole number below 2^63: its digits, without those that the float cannot tell apart and without zeros at the end.</summary>
    private static int DevelopInteger(uint fraction, int exponent, int precision, Span<byte> digits, out int point)
    {
        long value = exponent >= SignificandBits - 1 ? (long)fraction << (exponent - SignificandBits + 1) : fraction >> (SignificandBits - 1 - exponent);
        point = 0;
        if (exponent > precision)
        {
            int dropped = InsignificantDigits(exponent - precision - 1);
            if (dropped > 0)
            {
                long unit = _powersOfFive[dropped] << dropped;
                (value, long rest) = Math.DivRem(value, unit);
                value += rest >= unit >> 1 ? 1 : 0;
                point = dropped;
            }
        }

        while (value % 10 == 0)
        {
            value /= 10;
            point++;
        }

        System.Buffers.Text.Utf8Formatter.TryFormat(value, digits, out int count);
        point += count;
        return count;
    }

    /// <summary>The decimal digits that 2^power covers; Java's table begins at 2^4.</summary>
    private static int InsignificantDigits(int power) => power < 4 ? 0 : (int)(power * 0.30102999566398120);

    private static int DevelopFraction(uint fraction, int exponent, int precision, int tail, int width, int belowOne, Span<byte> digits, out int point)
    {
        int decimalExponent = EstimateDecimalExponent(fraction, exponent);
        fraction >>= tail;

        // value = fraction * 5^five * 2^bTwo / (5^sFive * 2^sTwo), and the gap is 5^five * 2^mTwo over the same.
        int five = Math.Max(0, -decimalExponent);
        int sFive = Math.Max(0, decimalExponent);
        int bTwo = five + belowOne + exponent;
        int sTwo = sFive + belowOne;
        int mTwo = bTwo - precision;
        bTwo -= width - 1;
        int common = Math.Min(bTwo, sTwo);
        bTwo -= common;
        sTwo -= common;
        mTwo -= common;
        if (width == 1)
        {
            mTwo--; // The float below a power of two is only half as far away.
        }

        if (mTwo < 0)
        {
            bTwo -= mTwo;
            sTwo -= mTwo;
            mTwo = 0;
        }

        int bBits = width + bTwo + (five < BitsOfFive.Length ? BitsOfFive[five] : five * 3);
        int tenBits = sTwo + 1 + (sFive + 1 < BitsOfFive.Length ? BitsOfFive[sFive + 1] : (sFive + 1) * 3);
        int shift = sFive == 0 ? sTwo : -1;
        int count;
        bool up;
        if (bBits < 32 && tenBits < 32)
        {
            int f = (int)_powersOfFive[five];
            count = Draw(((int)fraction * f) << bTwo, (int)_powersOfFive[sFive] << sTwo, f << mTwo, shift, digits, ref decimalExponent, out up);
        }
        else if (bBits < 64 && tenBits < 64)
        {
            long f = _powersOfFive[five];
            count = Draw((fraction * f) << bTwo, _powersOfFive[sFive] << sTwo, f << mTwo, shift, digits, ref decimalExponent, out up);
        }
        else
        {
            var f = BigInteger.Pow(5, five);
            count = DrawLong((fraction * f) << bTwo, BigInteger.Pow(5, sFive) << sTwo, f << mTwo, digits, ref decimalExponent, out up);
        }

        point = decimalExponent + 1;
        if (up)
        {
            RoundUp(digits[..count], ref point);
        }

        return count;
    }

    /// <summary>Draws digits of b/s in 32 or 64 bits. Overflows wrap, as they do in Java.</summary>
    /// <param name="b">The value.</param>
    /// <param name="s">The scale.</param>
    /// <param name="m">The gap.</param>
    /// <param name="shift">The logarithm of s, where s is a power of two; else negative. It saves the divisions, so all below ten.</param>
    /// <param name="digits">Where the digits go.</param>
    /// <param name="decimalExponent">The first digit's power of ten: an estimate, put right.</param>
    /// <param name="up">Whether the last digit has to be rounded up.</param>
    private static int Draw<T>(T b, T s, T m, int shift, Span<byte> digits, ref int decimalExponent, out bool up)
        where T : struct, IBinaryInteger<T>
    {
        T ten = T.CreateTruncating(10);
        T tens = s * ten;
        T mask = s - T.One;
        int count = 0;
        bool low, high;
        T q;
        (q, T rest) = shift >= 0 ? (b >> shift, b & mask) : T.DivRem(b, s);
        b = rest * ten;
        m *= ten;
        low = b < m;
        high = b + m > tens;
        if (q == T.Zero && !high)
        {
            decimalExponent--;
        }
        else
        {
            digits[count++] = (byte)('0' + int.CreateTruncating(q));
        }

        if (decimalExponent is < -3 or >= 8)
        {
            // Scientific form: Java wants a digit after the point even where one digit would do.
            low = high = false;
        }

        while (!low && !high)
        {
            (q, rest) = shift >= 0 ? (b >> shift, b & mask) : T.DivRem(b, s);
            b = rest * ten;
            m *= ten;
            if (m > T.Zero)
            {
                low = b < m;
                high = b + m > tens;
            }
            else
            {
                low = high = true;
            }

            digits[count++] = (byte)('0' + int.CreateTruncating(q));
        }

        // Subtracted, not compared: 2b may overflow, the difference does not.
        up = high && (!low || MustRoundUp(T.Sign((b << 1) - tens), digits[count - 1]));
        return count;
    }

    /// <summary>The same with big integers, for the very large and the very small; here Java stops also where the upper end is met exactly.</summary>
    private static int DrawLong(BigInteger b, BigInteger s, BigInteger m, Span<byte> digits, ref int decimalExponent, out bool up)
    {
        BigInteger tens = s * 10;
        int count = 0;
        var q = BigInteger.DivRem(b, s, out BigInteger rest);
        b = rest * 10;
        m *= 10;
        bool low = b < m;
        bool high = b + m >= tens;
        if (q.IsZero && !high)
        {
            decimalExponent--;
        }
        else
        {
            digits[count++] = (byte)('0' + (int)q);
        }

        if (decimalExponent is < -3 or >= 8)
        {
            low = high = false;
        }

        while (!low && !high)
        {
            q = BigInteger.DivRem(b, s, out rest);
            b = rest * 10;
            m *= 10;
            low = b < m;
            high = b + m >= tens;
            digits[count++] = (byte)('0' + (int)q);
        }

        up = high && (!low || MustRoundUp((b << 1).CompareTo(tens), digits[count - 1]));
        return count;
    }

    /// <summary>Both neighbours are in reach: the nearer one, and the even one of two equally near.</summary>
    private static bool MustRoundUp(int restAgainstHalf, byte lastDigit) => restAgainstHalf > 0 || (restAgainstHalf == 0 && (lastDigit & 1) != 0);

    private static void RoundUp(Span<byte> digits, ref int point)
    {
        int i = digits.Length - 1;
        while (digits[i] == '9' && i > 0)
        {
            digits[i--] = (byte)'0';
        }

        if (digits[i] == '9')
        {
            // 99.9 becomes 100: as many digits, the point one further.
            digits[i] = (byte)'1';
            point++;
        }
        else
        {
            digits[i]++;
        }
    }

    /// <summary>floor(log10) of the value by a tangent to the logarithm: right or one too large.</summary>
    private static int EstimateDecimalExponent(uint fraction, int exponent)
    {
        double significand = fraction / (double)(1 << (SignificandBits - 1));
        return (int)Math.Floor(((significand - 1.5D) * 0.289529654D) + 0.176091259 + (exponent * 0.301029995663981));
    }

    private static long[] PowersOfFive()
    {
        long[] powers = new long[27];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 5;
        }

        return powers;
    }
}
