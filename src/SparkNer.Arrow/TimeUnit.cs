namespace SparkNer.Arrow;

/// <summary>The unit of a time, a timestamp or a duration.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Milliseconds.</summary>
    Millisecond,

    /// <summary>Microseconds: what Spark uses.</summary>
    Microsecond,

    /// <summary>Nanoseconds.</summary>
    Nanosecond,
}
