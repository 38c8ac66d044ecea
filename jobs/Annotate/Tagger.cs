using SparkNer.Cli;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Running;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Annotate;

/// <summary>Puts the model that the settings describe on the cluster.</summary>
internal static class Tagger
{
    /// <summary>Checks the model and the options, and hands the model to the executors.</summary>
    /// <exception cref="UserErrorException">The model cannot be used, or an option does not fit it.</exception>
    public static NerModel Load(SparkSession spark, AnnotateSettings settings) =>
        SparkModels.Load(spark, settings.Model, NerOptionsFactory.Of(settings), OptionAdvice.For);

    /// <summary>The rows with the annotation columns and the errors column after their own.</summary>
    /// <exception cref="UserErrorException">The rows lack a column, or have one that is in the way.</exception>
    public static DataFrame Transform(NerModel model, DataFrame rows)
    {
        try
        {
            return model.Transform(rows);
        }
        catch (ArgumentException exception)
        {
            throw new UserErrorException(OptionAdvice.For(exception), exception);
        }
    }
}
