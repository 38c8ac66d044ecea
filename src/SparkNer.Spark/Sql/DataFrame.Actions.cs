using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <content>What runs a job.</content>
public sealed partial class DataFrame
{
    /// <summary>The number of rows.</summary>
    public long Count() => Reference.Call<long>("count");

    /// <summary>Whether there are no rows.</summary>
    public bool IsEmpty() => Reference.Call<bool>("isEmpty");

    /// <summary>The number of partitions that a job over it has.</summary>
    public int NumPartitions()
    {
        using JavaObject rdd = Reference.CallObject("rdd");
        return rdd.Call<int>("getNumPartitions");
    }

    /// <summary>The first rows as a table of text.</summary>
    /// <param name="numRows">At most so many rows.</param>
    /// <param name="truncate">Longer values are cut to so many characters; 0: none is.</param>
    /// <param name="vertical">A line a value instead of a line a row.</param>
    public string ShowString(int numRows = 20, int truncate = 20, bool vertical = false) =>
        Reference.CallText("showString", numRows, truncate, vertical);

    /// <summary>Prints the first rows as a table.</summary>
    /// <inheritdoc cref="ShowString"/>
    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) => Console.WriteLine(ShowString(numRows, truncate, vertical));

    /// <summary>The first row.</summary>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public Row First() => Head();

    /// <summary>The first row.</summary>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public Row Head() => Head(1) is [Row row] ? row : throw new InvalidOperationException("The data frame has no rows.");

    /// <summary>The first rows, at most so many.</summary>
    public IReadOnlyList<Row> Head(int n) => [.. Limit(n).Collect()];

    /// <summary>The first rows, at most so many.</summary>
    public IReadOnlyList<Row> Take(int n) => Head(n);

    /// <summary>Keeps the rows, once computed, in the executors' memory and on their disks.</summary>
    public DataFrame Cache() => Persist();

    /// <summary>Keeps the rows, once computed, in the executors' memory and on their disks.</summary>
    public DataFrame Persist()
    {
        OptionSetting.Set(Reference, "persist");
        return this;
    }

    /// <summary>Keeps the rows, once computed.</summary>
    /// <param name="storageLevel">Where: <c>MEMORY_AND_DISK</c>, <c>MEMORY_ONLY</c>, <c>DISK_ONLY</c>, <c>MEMORY_AND_DISK_SER</c> ...</param>
    public DataFrame Persist(string storageLevel)
    {
        using JavaObject level = Gateway.CallStaticObject("org.apache.spark.storage.StorageLevel", "fromString", storageLevel);
        OptionSetting.Set(Reference, "persist", level);
        return this;
    }

    /// <summary>Keeps the rows no longer.</summary>
    /// <param name="blocking">Whether to wait until they are gone.</param>
    public DataFrame Unpersist(bool blocking = false)
    {
        OptionSetting.Set(Reference, "unpersist", blocking);
        return this;
    }
}
