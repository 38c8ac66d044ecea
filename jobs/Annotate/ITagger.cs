using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Annotate;

/// <summary>A model on the cluster, ready to annotate.</summary>
internal interface ITagger : IDisposable
{
    /// <summary>The rows with the annotation columns and the errors column after their own.</summary>
    DataFrame Transform(DataFrame rows);
}
