using SparkNer.Spark;
using SparkNer.Spark.Sql;

namespace SparkNer.Cli.Running;

/// <summary>
/// How finely Spark cuts files. Its own sizes are made for scans: 4 MB is the least it thinks worth a task and 128 MB the most, where annotating takes minutes for the one and hours for the other.
/// </summary>
internal static class InputSplits
{
    // Two a slot: the last task of a job is then half as long, and there are not many small output files.
    private const int PartitionsPerSlot = 2;
    private const string LeastPartitions = "spark.sql.files.minPartitionNum";

    private static readonly (string Name, string Value)[] _sizes =
    [
        ("spark.sql.files.openCostInBytes", "65536"),
        ("spark.sql.files.maxPartitionBytes", "16777216"),
    ];

    /// <summary>Sets what the user has not set.</summary>
    public static void Refine(SparkSession spark)
    {
        SparkConf given = spark.SparkContext.GetConf();
        (string Name, string Value)[] all = [.. _sizes, (LeastPartitions, $"{PartitionsPerSlot * spark.SparkContext.DefaultParallelism}")];
        foreach ((string name, string value) in all.Where(s => !given.Contains(s.Name)))
        {
            spark.Conf().Set(name, value);
        }
    }

    /// <summary>Tells the user of fewer partitions than task slots, as with packed files and small Parquet files.</summary>
    public static void Advise(SparkSession spark, DataFrame rows, TextWriter stderr)
    {
        if (Hint(spark, rows) is { } hint)
        {
            stderr.WriteLine($"sparkner: {hint}");
        }
    }

    private static string? Hint(SparkSession spark, DataFrame rows)
    {
        int slots = spark.SparkContext.DefaultParallelism;
        int partitions = rows.NumPartitions();
        return partitions > 0 && partitions < slots
            ? $"the input has {partitions} partition{(partitions == 1 ? "" : "s")} for {slots} task slots: --partitions {PartitionsPerSlot * slots} would use them all"
            : null;
    }
}
