using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql.Streaming;

/// <summary>When a streaming query looks for new rows. Immutable.</summary>
public sealed class Trigger
{
    private readonly string _method;
    private readonly object? _interval;

    private Trigger(string method, object? interval = null)
    {
        _method = method;
        _interval = interval;
    }

    /// <summary>All that is there now, in as many batches as the source's limits make, then the query ends: for scheduled runs.</summary>
    public static Trigger AvailableNow() => new("AvailableNow");

    /// <summary>All that is there now in one batch, then the query ends.</summary>
    public static Trigger Once() => new("Once");

    /// <summary>Every so many milliseconds; 0: as soon as the last batch is done.</summary>
    public static Trigger ProcessingTime(long intervalMs) => new("ProcessingTime", intervalMs);

    /// <summary>Every so often: <c>10 seconds</c>.</summary>
    public static Trigger ProcessingTime(string interval) => new("ProcessingTime", interval);

    /// <summary>Every so often.</summary>
    public static Trigger ProcessingTime(TimeSpan interval) => ProcessingTime((long)interval.TotalMilliseconds);

    /// <summary>Row by row, with a checkpoint every so many milliseconds; few sources and no functions of ours can do it.</summary>
    public static Trigger Continuous(long intervalMs) => new("Continuous", intervalMs);

    internal JavaObject On(JavaGateway gateway)
    {
        const string ClassName = "org.apache.spark.sql.streaming.Trigger";
        return _interval is null ? gateway.CallStaticObject(ClassName, _method) : gateway.CallStaticObject(ClassName, _method, _interval);
    }
}
