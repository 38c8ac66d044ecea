using SparkNer.Arrow;
using SparkNer.Spark.Gateway.Transfer;

namespace SparkNer.Spark.Sql;

/// <content>Rows brought to the driver.</content>
public sealed partial class DataFrame
{
    /// <summary>All rows, in the query's order. They must fit into this process's memory and into the JVM's: see <see cref="ToLocalIterator"/>.</summary>
    public IEnumerable<Row> Collect()
    {
        var reader = new RowReader(Schema());
        var rows = new List<Row>();
        using ArrowCollect collected = ArrowCollect.Run(Reference);
        foreach (RecordBatch batch in collected.Batches)
        {
            using (batch)
            {
                rows.AddRange(reader.Read(batch));
            }
        }

        return rows;
    }

    /// <summary>All rows, in the query's order, partition by partition: the job of a partition runs when its first row is asked for.</summary>
    /// <param name="prefetchPartitions">Whether the next partition's job runs while one is read.</param>
    public IEnumerable<Row> ToLocalIterator(bool prefetchPartitions = false)
    {
        var reader = new RowReader(Schema());
        using ArrowPartitions partitions = ArrowPartitions.Open(Reference, prefetchPartitions);
        while (partitions.ReadBatch() is { } batch)
        {
            using (batch)
            {
                foreach (Row row in reader.Read(batch))
                {
                    yield return row;
                }
            }
        }
    }
}
