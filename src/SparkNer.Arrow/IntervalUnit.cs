namespace SparkNer.Arrow;

/// <summary>The parts of a calendar interval.</summary>
public enum IntervalUnit
{
    /// <summary>Months, 32 bits.</summary>
    YearMonth,

    /// <summary>Days and milliseconds, 32 bits each.</summary>
    DayTime,

    /// <summary>Months and days of 32 bits each, nanoseconds of 64 bits.</summary>
    MonthDayNano,
}
