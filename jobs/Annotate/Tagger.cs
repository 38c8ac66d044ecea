using SparkNer.Cli;
using SparkNer.Cli.Annotate;
using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Annotate;

/// <summary>Puts the model that the settings describe on the cluster.</summary>
internal static class Tagger
{
    /// <summary>Checks the model and the options, and hands the model to the executors.</summary>
    /// <exception cref="UserErrorException">The model cannot be used, or an option does not fit it.</exception>
    public static ITagger Load(SparkSession spark, AnnotateSettings settings) =>
        throw new UserErrorException($"the model '{settings.Model}' cannot be put on Spark {spark.Version()} by this build.");
}
