using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SparkNer.Arrow;

namespace SparkNer.Spark.Sql;

/// <summary>Reads values without parts from Arrow arrays.</summary>
internal static class ScalarValues
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>What reads a row's value, which is not null.</summary>
    /// <exception cref="NotSupportedException">There is no .NET value for the type.</exception>
    public static Func<int, object?> Reader(ArrowArray array, string name) => array.Type switch
    {
        ArrowType.Bool => row => array.Bit(row),
        ArrowType.Int { IsSigned: true, BitWidth: 8 } => row => array.Value<sbyte>(row),
        ArrowType.Int { IsSigned: true, BitWidth: 16 } => row => array.Value<short>(row),
        ArrowType.Int { IsSigned: true, BitWidth: 32 } => row => array.Value<int>(row),
        ArrowType.Int { IsSigned: true, BitWidth: 64 } => row => array.Value<long>(row),
        ArrowType.Float { BitWidth: 32 } => row => array.Value<float>(row),
        ArrowType.Float { BitWidth: 64 } => row => array.Value<double>(row),
        ArrowType.Utf8 => row => Encoding.UTF8.GetString(array.Bytes(row)),
        ArrowType.Binary or ArrowType.FixedSizeBinary => row => array.Bytes(row).ToArray(),
        ArrowType.Decimal { BitWidth: 128, Scale: var scale } => row => Decimal(array.Value<Int128>(row), scale, name),
        ArrowType.Date { IsMilliseconds: false } => row => Day(array.Value<int>(row), name),
        ArrowType.Time { Unit: TimeUnit.Microsecond } => row => new TimeOnly(array.Value<long>(row) * TicksPerMicrosecond),
        ArrowType.Time { Unit: TimeUnit.Nanosecond } => row => new TimeOnly(array.Value<long>(row) / TimeSpan.NanosecondsPerTick),
        ArrowType.Timestamp { Unit: TimeUnit.Microsecond, TimeZone: null } => row => Time(array.Value<long>(row), name),
        ArrowType.Timestamp { Unit: TimeUnit.Microsecond } => row => new DateTimeOffset(Time(array.Value<long>(row), name), TimeSpan.Zero),
        ArrowType.Duration { Unit: TimeUnit.Microsecond } => row => Elapsed(array.Value<long>(row), name),
        ArrowType.Interval { Unit: IntervalUnit.YearMonth } => row => array.Value<int>(row),
        ArrowType.Interval { Unit: IntervalUnit.MonthDayNano } => row => Calendar(array.Value<Int128>(row)),
        _ => throw new NotSupportedException($"Column '{name}' is of Arrow's type {array.Type}, for which there is no .NET value. Cast it to a string in the query."),
    };

    /// <summary>A decimal of up to 38 digits as one of .NET's, which hold 28 or 29.</summary>
    internal static decimal Decimal(Int128 unscaled, int scale, string name)
    {
        (Int128 value, int digits) = (unscaled, scale);
        while (digits > 0 && (digits > 28 || Int128.Abs(value) > MaxMantissa))
        {
            (Int128 shorter, Int128 rest) = Int128.DivRem(value, 10);
            if (rest != 0)
            {
                break;
            }

            (value, digits) = (shorter, digits - 1);
        }

        if (digits is < 0 or > 28 || value > MaxMantissa || value < -MaxMantissa)
        {
            throw new InvalidCastException(string.Create(
                CultureInfo.InvariantCulture,
                $"Column '{name}' holds the decimal {unscaled}E-{scale}, which .NET's decimal cannot hold. Cast it to a string or a double in the query."));
        }

        UInt128 size = (UInt128)Int128.Abs(value);
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), value < 0, (byte)digits);
    }

    private static Int128 MaxMantissa => (Int128)decimal.MaxValue;

    private static DateOnly Day(int days, string name)
    {
        long number = (long)days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw Beyond(name, $"the day {days.ToString(CultureInfo.InvariantCulture)} after 1970-01-01");
    }

    private static DateTime Time(long microseconds, string name)
    {
        long latest = (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMicrosecond;
        long earliest = -DateTime.UnixEpoch.Ticks / TicksPerMicrosecond;
        return microseconds >= earliest && microseconds <= latest
            ? new DateTime(DateTime.UnixEpoch.Ticks + (microseconds * TicksPerMicrosecond), DateTimeKind.Unspecified)
            : throw Beyond(name, $"the microsecond {microseconds.ToString(CultureInfo.InvariantCulture)} after 1970-01-01");
    }

    private static TimeSpan Elapsed(long microseconds, string name) =>
        Math.Abs(microseconds / 10) < long.MaxValue / 10 / TicksPerMicrosecond
            ? new TimeSpan(microseconds * TicksPerMicrosecond)
            : throw Beyond(name, $"{microseconds.ToString(CultureInfo.InvariantCulture)} microseconds");

    private static CalendarInterval Calendar(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, value);
        return new CalendarInterval(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) / 1000);
    }

    private static InvalidCastException Beyond(string name, string value) =>
        new($"Column '{name}' holds {value}, which .NET's type cannot hold. Cast it to a string in the query.");
}
