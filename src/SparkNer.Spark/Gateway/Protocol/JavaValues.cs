using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>Which values travel, and how an answer's are read.</summary>
internal static class JavaValues
{
    /// <summary>Refuses arguments that cannot travel.</summary>
    /// <exception cref="ArgumentException">One cannot; the message says which.</exception>
    public static void Check(ReadOnlySpan<object?> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case null or bool or string or char or byte[] or ReadOnlyMemory<byte> or sbyte or byte or short or ushort or int or long or float or double or decimal:
                    break;
                case JavaObject target:
                    ObjectDisposedException.ThrowIf(target.IsReleased, target);
                    break;
                case { } other:
                    throw new ArgumentException(
                        $"argument {i + 1} is a {other.GetType().Name}, which cannot be given to Java: make a Java object of it (ArrayList, HashMap, StringArray)");
            }
        }
    }

    /// <summary>Refuses names that would break the lines of a command.</summary>
    /// <exception cref="ArgumentException">It is such a name.</exception>
    public static void CheckName(string name, bool required)
    {
        if ((required && name.Length == 0) || name.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"'{name}' is not a name of Java's");
        }
    }

    /// <summary>Whether an answer of this type is an object's id.</summary>
    public static bool IsObject(byte type) => type is (byte)'r' or (byte)'t' or (byte)'l' or (byte)'a' or (byte)'h' or (byte)'g';

    /// <summary>A value that is no object.</summary>
    /// <exception cref="GatewayException">It is malformed, or is none of the values that a call answers.</exception>
    public static object? Decode(byte type, ReadOnlySpan<byte> payload)
    {
        try
        {
            return type switch
            {
                (byte)'n' or (byte)'v' => null,
                (byte)'b' => payload.SequenceEqual("true"u8),
                (byte)'i' => int.Parse(payload, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                (byte)'L' => long.Parse(payload, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                (byte)'d' => double.Parse(payload, NumberStyles.Float, CultureInfo.InvariantCulture),
                (byte)'D' => Decimal(payload),
                (byte)'s' => Escaping.Decode(payload),
                (byte)'j' => Bytes(payload),
                _ => throw new GatewayException($"the JVM answered a value of the unknown type '{(char)type}'"),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new GatewayException($"the JVM answered '{Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, 80)])}' for a value of the type '{(char)type}'", e);
        }
    }

    // Java's numbers have any number of digits; to round one silently would be worse than to refuse it.
    private static decimal Decimal(ReadOnlySpan<byte> payload)
    {
        int digits = 0;
        foreach (byte letter in payload)
        {
            digits += letter is >= (byte)'0' and <= (byte)'9' && (digits > 0 || letter != (byte)'0') ? 1 : 0;
        }

        return digits <= 28
            ? decimal.Parse(payload, NumberStyles.Float, CultureInfo.InvariantCulture)
            : throw new GatewayException($"a BigDecimal of {digits} digits does not fit a decimal: ask for its toString");
    }

    private static byte[] Bytes(ReadOnlySpan<byte> payload)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(payload.Length)];
        return Base64.DecodeFromUtf8(payload, bytes, out _, out int written) == OperationStatus.Done
            ? bytes[..written]
            : throw new FormatException("not base64");
    }
}
