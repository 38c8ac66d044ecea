namespace SparkNer.Spark.Sql.Streaming;

/// <summary>Which rows of a growing result are written.</summary>
public enum OutputMode
{
    /// <summary>New rows.</summary>
    Append,

    /// <summary>New and changed rows.</summary>
    Update,

    /// <summary>All rows each time.</summary>
    Complete,
}
