namespace SparkNer.Spark.Sql;

/// <summary>What to do where output exists already.</summary>
public enum SaveMode
{
    /// <summary>Add to it.</summary>
    Append,

    /// <summary>Replace it.</summary>
    Overwrite,

    /// <summary>Fail: the default.</summary>
    ErrorIfExists,

    /// <summary>Leave it and write nothing.</summary>
    Ignore,
}
