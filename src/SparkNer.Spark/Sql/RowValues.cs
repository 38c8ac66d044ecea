using System.Collections;
using System.Globalization;
using System.Text;

namespace SparkNer.Spark.Sql;

/// <summary>What can be done with a value of a row, whatever its type.</summary>
internal static class RowValues
{
    /// <summary>Whether two values are equal, the parts of lists, maps and bytes included.</summary>
    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (string x, string y) => x == y,
        (IReadOnlyDictionary<object, object?> x, IReadOnlyDictionary<object, object?> y) =>
            x.Count == y.Count && x.All(p => y.TryGetValue(p.Key, out object? other) && AreEqual(p.Value, other)),
        (IReadOnlyList<object?> x, IReadOnlyList<object?> y) => x.Count == y.Count && x.Zip(y).All(p => AreEqual(p.First, p.Second)),
        _ => a.Equals(b),
    };

    public static int Hash(object? value)
    {
        switch (value)
        {
            case null:
                return 0;
            case byte[] bytes:
                var ofBytes = new HashCode();
                ofBytes.AddBytes(bytes);
                return ofBytes.ToHashCode();
            case IReadOnlyDictionary<object, object?> map:
                return map.Sum(p => unchecked((p.Key.GetHashCode() * 31) ^ Hash(p.Value)) & 0xFFFFF);
            case IReadOnlyList<object?> list:
                var hash = new HashCode();
                foreach (object? item in list)
                {
                    hash.Add(Hash(item));
                }

                return hash.ToHashCode();
            default:
                return value.GetHashCode();
        }
    }

    /// <summary>A value for people; not to be read back.</summary>
    public static string Text(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case string text:
                return text;
            case bool truth:
                return truth ? "true" : "false";
            case DateOnly day:
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case DateTimeOffset point:
                return point.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            case DateTime time:
                return time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case byte[] bytes:
                return $"0x{System.Convert.ToHexString(bytes)}";
            case Row row:
                return $"[{string.Join(",", row.Values.Select(Text))}]";
            case IReadOnlyDictionary<object, object?> map:
                return $"{{{string.Join(", ", map.Select(p => $"{Text(p.Key)} -> {Text(p.Value)}"))}}}";
            case IEnumerable list:
                return new StringBuilder("[").AppendJoin(", ", list.Cast<object?>().Select(Text)).Append(']').ToString();
            default:
                return System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
    }

    /// <summary>A value as a type that it can be without loss of meaning.</summary>
    public static object? Convert(object? value, Type type, Func<string> where)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            return type.IsValueType && plain == type ? throw new InvalidCastException($"{where()} is null, which a {type.Name} cannot be.") : null;
        }

        return plain.IsInstanceOfType(value) ? value : Converted(value, plain, where) ?? throw new InvalidCastException(
            $"{where()} is a {value.GetType().Name}, not a {plain.Name}.");
    }

    private static object? Converted(object value, Type type, Func<string> where) => value switch
    {
        sbyte or short or int or long or float or double or decimal when IsNumber(type) => Number((IConvertible)value, type, where),
        DateTimeOffset time when type == typeof(DateTime) => time.UtcDateTime,
        DateOnly day when type == typeof(DateTime) => day.ToDateTime(TimeOnly.MinValue),
        IReadOnlyList<object?> list => List(list, type, where),
        IReadOnlyDictionary<object, object?> map => Map(map, type, where),
        _ => null,
    };

    private static object Number(IConvertible value, Type type, Func<string> where)
    {
        try
        {
            object converted = value.ToType(type, CultureInfo.InvariantCulture);

            // 1.5 is no int, and 2^53 + 1 no double.
            return ((IConvertible)converted).ToDecimal(CultureInfo.InvariantCulture) == value.ToDecimal(CultureInfo.InvariantCulture)
                || (type == typeof(double) && value is float) || (type == typeof(float) && value is double)
                ? converted
                : throw new InvalidCastException($"{where()} holds {value.ToString(CultureInfo.InvariantCulture)}, which no {type.Name} can hold.");
        }
        catch (OverflowException e)
        {
            if (value is float or double && (type == typeof(double) || type == typeof(float)))
            {
                return value.ToType(type, CultureInfo.InvariantCulture);
            }

            throw new InvalidCastException($"{where()} holds {value.ToString(CultureInfo.InvariantCulture)}, which no {type.Name} can hold.", e);
        }
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;

    private static object? List(IReadOnlyList<object?> list, Type type, Func<string> where)
    {
        Type? element = type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericArguments() is [Type only] ? only : null;
        if (element is null || !type.IsAssignableFrom(type.IsArray ? type : typeof(List<>).MakeGenericType(element)))
        {
            return null;
        }

        var array = Array.CreateInstance(element, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            int index = i;
            array.SetValue(Convert(list[i], element, () => $"{where()}[{index}]"), i);
        }

        return type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(typeof(List<>).MakeGenericType(element), array);
    }

    private static object? Map(IReadOnlyDictionary<object, object?> map, Type type, Func<string> where)
    {
        if (!type.IsGenericType || type.GetGenericArguments() is not [Type key, Type value] || !type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(key, value)))
        {
            return null;
        }

        var result = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        foreach ((object k, object? v) in map)
        {
            result.Add(Convert(k, key, where)!, Convert(v, value, () => $"{where()}[{Text(k)}]"));
        }

        return result;
    }
}
