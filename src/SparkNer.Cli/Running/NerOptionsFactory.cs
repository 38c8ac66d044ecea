using SparkNer.Cli.Annotate;
using SparkNer.Spark.Ner;

namespace SparkNer.Cli.Running;

/// <summary>The options of a model on Spark that the settings describe.</summary>
internal static class NerOptionsFactory
{
    /// <summary>Model, columns, errors and NER; nothing else of the settings means anything on Spark.</summary>
    public static NerOptions Of(AnnotateSettings settings) => new()
    {
        Annotator = AnnotatorFactory.Options(settings),
        TextColumn = settings.TextColumn,
        WordsColumn = settings.WordsColumn,
        IdColumn = settings.IdColumn,
        MetadataColumn = settings.DocumentAssembler.MetadataCol,
        Columns = settings.Columns,
        ErrorsColumn = settings.ErrorsColumn,
        OnError = settings.OnError == ErrorAction.Fail ? NerErrorAction.Fail : NerErrorAction.Column,
        BatchTokens = settings.BatchTokens,
    };
}
