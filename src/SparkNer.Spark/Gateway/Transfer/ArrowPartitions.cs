using SparkNer.Arrow;

namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>
/// A query's rows, brought to the driver partition by partition, in order: a job for each, when it is asked for, so that memory holds one partition. Whoever
/// stops early runs no further jobs. A query with a costly shuffle should be cached before.
/// </summary>
/// <remarks>Used by one thread.</remarks>
public sealed class ArrowPartitions : IDisposable
{
    private readonly JvmServer _server;
    private readonly ArrowStreamReader _reader;
    private readonly PartitionStream _partitions;

    private ArrowPartitions(JvmServer server, ArrowSchema schema)
    {
        _server = server;
        Schema = schema;
        _partitions = new PartitionStream(server, schema);
        _reader = new ArrowStreamReader(_partitions);
    }

    /// <summary>The columns.</summary>
    public ArrowSchema Schema { get; }

    /// <summary>Prepares a query; no job of its runs before the first batch is asked for.</summary>
    /// <param name="dataFrame">The <c>Dataset</c>.</param>
    /// <param name="prefetch">Whether the next partition's job may run while one is read: two partitions in memory.</param>
    /// <exception cref="JavaException">The query is refused.</exception>
    public static ArrowPartitions Open(JavaObject dataFrame, bool prefetch = false)
    {
        ArrowSchema schema = SchemaOf(dataFrame);
        using JavaObject batches = dataFrame.Call<JavaObject>("toArrowBatchRdd");
        object? description = dataFrame.Gateway.CallStatic("org.apache.spark.api.python.PythonRDD", "toLocalIteratorAndServe", batches, prefetch);
        return new ArrowPartitions(JvmServer.Connect(JavaGateway.As<JavaObject>(description, "toLocalIteratorAndServe")), schema);
    }

    /// <summary>The next batch, which the caller disposes; null after the last.</summary>
    /// <exception cref="JavaException">The query failed.</exception>
    public RecordBatch? ReadBatch()
    {
        try
        {
            return _reader.ReadBatch();
        }
        catch (Exception e) when (e is IOException or ArrowFormatException)
        {
            _server.GetResult();
            throw;
        }
    }

    /// <summary>Ends the query, also before its last partition.</summary>
    public void Dispose()
    {
        _partitions.Stop();
        _reader.Dispose();
        _server.Dispose();
    }

    // The batches travel bare. Without rows no job runs.
    private static ArrowSchema SchemaOf(JavaObject dataFrame)
    {
        using JavaObject none = dataFrame.Call<JavaObject>("limit", 0);
        using var empty = ArrowCollect.Run(none);
        return empty.Schema;
    }
}
