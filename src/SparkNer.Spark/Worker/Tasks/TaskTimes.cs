using System.Diagnostics;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>The times that Spark asks for; for logs and metrics only.</summary>
internal sealed class TaskTimes
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>When the task began, milliseconds since 1970.</summary>
    public long Boot { get; } = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>When the functions were ready, milliseconds since 1970.</summary>
    public long Init { get; private set; }

    /// <summary>How long the functions have run, milliseconds.</summary>
    public long Processing => (long)ProcessingTime.TotalMilliseconds;

    /// <summary>How long the functions have run.</summary>
    public TimeSpan ProcessingTime { get; set; }

    /// <summary>How long the task has taken so far.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Now, milliseconds since 1970; never before <see cref="Boot"/>, however the machine's clock is set meanwhile.</summary>
    public long Now => Boot + (long)Elapsed.TotalMilliseconds;

    /// <summary>Marks that the functions are ready.</summary>
    public void Ready() => Init = Now;
}
