using SparkNer.Arrow;
using SparkNer.Spark.Gateway.Errors;

namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>All rows of a query, brought to the driver as Arrow batches in the query's order. They are all in memory: for large results read partition by partition (<see cref="ArrowPartitions"/>).</summary>
/// <remarks>Spark sends the batches as the tasks end and tells their order at last, so no batch can be handed out before all are here.</remarks>
public sealed class ArrowCollect : IDisposable
{
    private const int Failed = -1;

    private ArrowCollect(ArrowSchema schema, IReadOnlyList<RecordBatch> batches) => (Schema, Batches) = (schema, batches);

    /// <summary>The columns.</summary>
    public ArrowSchema Schema { get; }

    /// <summary>The batches in order; given back with this object, or one by one by who takes them.</summary>
    public IReadOnlyList<RecordBatch> Batches { get; }

    /// <summary>Runs a query.</summary>
    /// <param name="dataFrame">The <c>Dataset</c>.</param>
    /// <exception cref="JavaException">The query failed.</exception>
    /// <exception cref="ArrowFormatException">The answer is damaged, or of a type that is not read.</exception>
    public static ArrowCollect Run(JavaObject dataFrame)
    {
        using var server = JvmServer.Connect(dataFrame.Call<JavaObject>("collectAsArrowToPython"));
        var arrived = new List<RecordBatch>();
        try
        {
            ArrowCollect result = Read(server, arrived);
            server.GetResult();
            return result;
        }
        catch (Exception e)
        {
            arrived.ForEach(b => b.Dispose());
            if (e is IOException or ArrowFormatException)
            {
                // A stream that is cut off because the query failed: the query's own error says why.
                server.GetResult();
            }

            throw;
        }
    }

    /// <summary>Gives the batches' memory back.</summary>
    public void Dispose()
    {
        foreach (RecordBatch batch in Batches)
        {
            batch.Dispose();
        }
    }

    private static ArrowCollect Read(JvmServer server, List<RecordBatch> arrived)
    {
        using var reader = new ArrowStreamReader(server.Input);
        ArrowSchema schema = reader.Schema;
        while (reader.ReadBatch() is { } batch)
        {
            arrived.Add(batch);
        }

        int count = server.ReadInt32();
        if (count == Failed)
        {
            throw ThrownReader.Build([new Thrown("org.apache.spark.SparkException", server.ReadText())], "");
        }

        return new ArrowCollect(schema, Ordered(server, arrived, count));
    }

    private static RecordBatch[] Ordered(JvmServer server, List<RecordBatch> arrived, int count)
    {
        if (count != arrived.Count)
        {
            throw new GatewayException($"the JVM sent {arrived.Count} batches and the order of {count}");
        }

        var ordered = new RecordBatch[count];
        bool[] taken = new bool[count];
        for (int i = 0; i < count; i++)
        {
            int index = server.ReadInt32();
            if (index < 0 || index >= count || taken[index])
            {
                throw new GatewayException($"the JVM's order of {count} batches is none: it names batch {index}, or names it twice");
            }

            taken[index] = true;
            ordered[i] = arrived[index];
        }

        return ordered;
    }
}
