using SparkNer.Cli.Running;
using SparkNer.Spark.Ner;

namespace SparkNer.Jobs.Annotate;

/// <summary>Says in the command line's words what <see cref="NerOptions"/> says in those of C#.</summary>
internal static class OptionAdvice
{
    private static readonly Dictionary<string, string> _advice = new(StringComparer.Ordinal)
    {
        [nameof(NerOptions.TextColumn)] = "Name it with --text-column.",
        [nameof(NerOptions.WordsColumn)] = "Name it with --words-column.",
        [nameof(NerOptions.IdColumn)] = "Name it with --id-column.",
        [nameof(NerOptions.MetadataColumn)] = "Name it with documentAssembler.metadataCol in the --config file.",
        [nameof(NerOptions.ErrorsColumn)] = "Name it with --errors-column.",
        [nameof(NerOptions.Columns)] = "Choose the annotation columns with --columns.",
        [nameof(NerOptions.ExecutorModelPath)] = "Give that folder with --model.",
    };

    /// <summary>The message, with the option to use instead of the parameter's name.</summary>
    public static string For(ArgumentException exception)
    {
        string message = AnnotatorFactory.WithoutParameter(exception);
        return exception.ParamName is { } name && _advice.TryGetValue(name, out string? advice) ? $"{message} {advice}" : message;
    }
}
