using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql.Streaming;

/// <summary>A query that runs in the JVM until it is stopped, has done all there is, or fails. Thread-safe.</summary>
public sealed class StreamingQuery
{
    /// <summary>How long one call waits in the JVM before it looks whether the wait was given up.</summary>
    private const long PollMilliseconds = 200;

    internal StreamingQuery(JavaObject reference) => Reference = reference;

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The name; null if it has none.</summary>
    public string? Name => Reference.Call("name") as string;

    /// <summary>What stays the same when the query is started again from its checkpoint.</summary>
    public string Id => Text("id");

    /// <summary>What is new with each start.</summary>
    public string RunId => Text("runId");

    /// <summary>Whether it still runs.</summary>
    public bool IsActive() => Reference.Call<bool>("isActive");

    /// <summary>Waits until the query ends. Other calls of this thread's session state are not touched: the wait has a connection of its own.</summary>
    /// <exception cref="JavaException">The query failed.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up; the query goes on.</exception>
    public void AwaitTermination(CancellationToken cancellation = default)
    {
        using GatewayScope own = Reference.Gateway.OpenConnection();
        if (!cancellation.CanBeCanceled)
        {
            Reference.Call("awaitTermination");
            return;
        }

        do
        {
            cancellation.ThrowIfCancellationRequested();
        }
        while (!Reference.Call<bool>("awaitTermination", PollMilliseconds));
    }

    /// <summary>Waits until the query ends, at most so many milliseconds.</summary>
    /// <returns>Whether it ended.</returns>
    /// <exception cref="JavaException">The query failed.</exception>
    public bool AwaitTermination(long timeoutMs)
    {
        using GatewayScope own = Reference.Gateway.OpenConnection();
        return Reference.Call<bool>("awaitTermination", timeoutMs);
    }

    /// <summary>Waits until all that is there now is written. For tests: with a source that never pauses it never ends.</summary>
    public void ProcessAllAvailable()
    {
        using GatewayScope own = Reference.Gateway.OpenConnection();
        Reference.Call("processAllAvailable");
    }

    /// <summary>Stops the query and waits until it has stopped.</summary>
    public void Stop() => Reference.Call("stop");

    /// <summary>The text of the error that ended the query; null if there was none.</summary>
    public string? Exception()
    {
        using JavaObject option = Reference.CallObject("exception");
        if (!option.Call<bool>("isDefined"))
        {
            return null;
        }

        using JavaObject exception = option.CallObject("get");
        return exception.CallText("toString");
    }

    /// <summary>What the last batches did, as JSON each, the oldest first.</summary>
    public IReadOnlyList<string> RecentProgress()
    {
        using JavaObject array = Reference.CallObject("recentProgress");
        return [.. Reference.Gateway.Items(array).Cast<JavaObject>().Select(Json)];
    }

    /// <summary>What the last batch did, as JSON; null before the first.</summary>
    public string? LastProgress() => Reference.Call("lastProgress") is JavaObject progress ? Json(progress) : null;

    /// <summary>What the query does now, as JSON.</summary>
    public string Status() => Json(Reference.CallObject("status"));

    private static string Json(JavaObject progress)
    {
        using (progress)
        {
            return progress.CallText("json");
        }
    }

    private string Text(string method)
    {
        using JavaObject value = Reference.CallObject(method);
        return value.ToString();
    }
}
