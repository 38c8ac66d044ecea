using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.Support;

/// <summary>Models on sessions, as the tests use them.</summary>
internal static class TestNer
{
    /// <summary>The annotation columns.</summary>
    public static readonly IReadOnlyList<string> Columns = ["document", "token", "ner", "ner_chunk"];

    /// <summary>Puts a model on a session.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="options">The options; a worker that they do not name is this checkout's build with a local master, and in the archive on a cluster.</param>
    /// <param name="model">The model's folder; null: the default model.</param>
    public static NerModel Load(SparkSession spark, NerOptions? options = null, string? model = null)
    {
        options ??= new NerOptions();
        bool isLocal = spark.SparkContext.Master.StartsWith("local", StringComparison.Ordinal);
        return spark.LoadNer(model ?? Golden.DefaultModel, options with { WorkerExecutable = options.WorkerExecutable ?? (isLocal ? SparkNerProgram.Built : null) });
    }
}
