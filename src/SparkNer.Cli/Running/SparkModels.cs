using SparkNer.Onnx;
using SparkNer.Spark;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.Cli.Running;

/// <summary>Puts models on a cluster, for the jobs.</summary>
internal static class SparkModels
{
    /// <summary>Whether a model's name is a place in Spark's file systems.</summary>
    public static bool IsUrl(string model) => model.Contains("://", StringComparison.Ordinal) || model.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>Checks a model and its options, and hands the model to the executors.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="model">The model: a folder, the name of one in <c>models/</c>, or a URL.</param>
    /// <param name="options">How it annotates.</param>
    /// <param name="advice">Says what is wrong with an option in the command line's words.</param>
    /// <exception cref="UserErrorException">The model cannot be used, or an option does not fit it.</exception>
    public static NerModel Load(SparkSession spark, string model, NerOptions options, Func<ArgumentException, string> advice)
    {
        try
        {
            return spark.LoadNer(IsUrl(model) ? model : ModelPaths.Find(model), options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(advice(exception));
        }
        catch (Exception exception) when (exception is ModelFormatException or InvalidOperationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
