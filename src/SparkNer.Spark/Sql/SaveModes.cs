namespace SparkNer.Spark.Sql;

/// <summary>Spark's words for <see cref="SaveMode"/>.</summary>
internal static class SaveModes
{
    public static string Name(SaveMode mode) => mode switch
    {
        SaveMode.Append => "append",
        SaveMode.Overwrite => "overwrite",
        SaveMode.ErrorIfExists => "errorifexists",
        SaveMode.Ignore => "ignore",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "This is no save mode."),
    };
}
