using System.Globalization;
using System.Numerics;
using SparkNer.Text;

namespace SparkNer;

/// <summary>What Java's <c>Float.parseFloat</c> takes. .NET's parser takes other texts (group separators, other words), so the grammar is checked here.</summary>
internal static class JavaFloatParser
{
    /// <summary>Exponents beyond this are as good as infinite.</summary>
    private const int ExponentLimit = 1_000_000_000;

    /// <summary>See <see cref="JavaFloat.TryParse"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out float value)
    {
        value = 0;
        text = JavaText.Trim(text);
        if (text.IsEmpty)
        {
            return false;
        }

        bool negative = text[0] == '-';
        ReadOnlySpan<char> rest = text[0] is '-' or '+' ? text[1..] : text;
        bool parsed = rest switch
        {
            "NaN" => Give(float.NaN, out value),
            "Infinity" => Give(float.PositiveInfinity, out value),
            ['0', 'x' or 'X', ..] => TryParseHexadecimal(rest[2..], out value),
            _ => TryParseDecimal(rest, out value),
        };
        value = negative ? -value : value;
        return parsed;
    }

    private static bool Give(float result, out float value)
    {
        value = result;
        return true;
    }

    /// <summary>digits[.digits] or .digits, an exponent, a type letter.</summary>
    private static bool TryParseDecimal(ReadOnlySpan<char> text, out float value)
    {
        value = 0;
        int at = DigitsAt(text, 0);
        int digits = at;
        if (at < text.Length && text[at] == '.')
        {
            int end = DigitsAt(text, at + 1);
            digits += end - at - 1;
            at = end;
        }

        if (digits == 0)
        {
            return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int sign = at + 1 < text.Length && text[at + 1] is '-' or '+' ? 1 : 0;
            int end = DigitsAt(text, at + 1 + sign);
            if (end == at + 1 + sign)
            {
                return false;
            }

            at = end;
        }

        int length = at;
        at += IsTypeLetter(text, at) ? 1 : 0;
        return at == text.Length && float.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>What follows 0x: hexadecimal digits with or without a point, p, a decimal power of two, a type letter.</summary>
    private static bool TryParseHexadecimal(ReadOnlySpan<char> text, out float value)
    {
        value = 0;
        ulong significand = 0;
        long exponent = 0;
        int digits = 0;
        bool point = false;
        bool inexact = false;
        int at = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && !point)
            {
                point = true;
                continue;
            }

            if (!char.IsAsciiHexDigit(text[at]))
            {
                break;
            }

            uint digit = char.IsAsciiDigit(text[at]) ? text[at] - (uint)'0' : (text[at] | 0x20u) - 'a' + 10;
            digits++;
            if (significand >> 60 == 0)
            {
                significand = (significand << 4) | digit;
                exponent -= point ? 4 : 0;
            }
            else
            {
                inexact |= digit != 0;
                exponent += point ? 0 : 4;
            }
        }

        if (digits == 0 || at == text.Length || text[at] is not ('p' or 'P'))
        {
            return false;
        }

        at++;
        int sign = at < text.Length && text[at] is '-' or '+' ? 1 : 0;
        bool negative = sign == 1 && text[at] == '-';
        int start = at + sign;
        at = DigitsAt(text, start);
        int length = at - start;
        if (length == 0 || at + (IsTypeLetter(text, at) ? 1 : 0) != text.Length)
        {
            return false;
        }

        long power = int.TryParse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out int small) ? Math.Min(small, ExponentLimit) : ExponentLimit;
        value = significand == 0 ? 0 : Round(significand, inexact, exponent + (negative ? -power : power));
        return true;
    }

    /// <summary>The float nearest to significand * 2^exponent (a little more where inexact); the even one of two.</summary>
    private static float Round(ulong significand, bool inexact, long exponent)
    {
        int shift = BitOperations.LeadingZeroCount(significand);
        significand = (significand << shift) | (inexact ? 1UL : 0);
        long highest = exponent - shift + 63;
        long precision = Math.Min(24, highest + 150);
        if (highest > 127 || precision < 0)
        {
            return highest > 127 ? float.PositiveInfinity : 0;
        }

        ulong kept = precision == 0 ? 0 : significand >> (int)(64 - precision);
        ulong rest = significand << (int)precision;
        const ulong half = 1UL << 63;
        kept += rest > half || (rest == half && (kept & 1) != 0) ? 1UL : 0;
        return (float)Math.ScaleB(kept, (int)(highest - precision + 1));
    }

    private static int DigitsAt(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsTypeLetter(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] is 'f' or 'F' or 'd' or 'D';
}
