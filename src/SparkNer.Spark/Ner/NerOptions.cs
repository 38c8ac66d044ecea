namespace SparkNer.Spark.Ner;

/// <summary>How <c>spark.LoadNer</c> sets a model up and which columns it reads and writes. Immutable; every option has a default.</summary>
public sealed record NerOptions
{
    /// <summary>How to annotate: layout, sentences, windows, patterns, chunks and all else that an annotator knows.</summary>
    public AnnotatorOptions Annotator { get; init; } = new();

    /// <summary>The column with the text, a string. Default: <c>text</c>. Not used with <see cref="WordsColumn"/>.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>The column with texts that are split into words already, an array of strings. Default: null, none.</summary>
    public string? WordsColumn { get; init; }

    /// <summary>The column with the documents' ids, which become metadata of the document annotations and name rows in errors. Default: null, none.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column with further facts for the document annotations, a map of strings. Default: null, none.</summary>
    public string? MetadataColumn { get; init; }

    /// <summary>
    /// The annotation columns that are wanted, of <c>document</c>, <c>sentence</c>, <c>token</c>, <c>ner</c>, <c>ner_chunk</c> (Spark NLP layout only); they come in
    /// that order. Default: null, all; <c>sentence</c> only with <see cref="AnnotatorOptions.Sentences"/>.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The column that tells why a row could not be annotated, null where all is well. Default: <c>ner_error</c>.</summary>
    public string ErrorsColumn { get; init; } = "ner_error";

    /// <summary>What a row does that cannot be annotated. Default: <see cref="NerErrorAction.Column"/>.</summary>
    public NerErrorAction OnError { get; init; } = NerErrorAction.Column;

    /// <summary>How many word pieces the model is given at once, padding included. Default: 512.</summary>
    public int BatchTokens { get; init; } = NerCommand.DefaultBatchTokens;

    /// <summary>
    /// How many minutes an executor keeps the model in memory after its last use. Default: null, as the setting <c>spark.sparkner.idleMinutes</c> says, else 5.
    /// </summary>
    public double? IdleMinutes { get; init; }

    /// <summary>
    /// The program that runs on the executors, as they see it. Default: null: the setting <c>spark.sparkner.worker</c>; for local masters this program itself;
    /// with an archive that is unpacked as <c>sparkner</c> (<c>--archives sparkner-linux-x64.tar.gz#sparkner</c>) <c>./sparkner/sparkner</c>.
    /// </summary>
    public string? WorkerExecutable { get; init; }

    /// <summary>How the model gets to the executors. Default: <see cref="ModelShipping.Auto"/>.</summary>
    public ModelShipping ShipModel { get; init; } = ModelShipping.Auto;

    /// <summary>
    /// The model folder as the executors see it, where it goes by path: absolute, or relative to the executor's folder, so <c>model</c> after
    /// <c>--archives model.tar.gz#model</c>. Default: null, where the driver has it.
    /// </summary>
    public string? ExecutorModelPath { get; init; }

    /// <summary>
    /// How many rows Spark hands to the executor's program at once, set for the session (<c>spark.sql.execution.arrow.maxRecordsPerBatch</c>) where the user has not.
    /// Spark's own default of 10,000 suits numbers: of long documents it makes batches of hundreds of megabytes, and Spark 3.5 has no limit in bytes beside it.
    /// Default: 1024. Null: leave Spark's.
    /// </summary>
    public int? MaxRecordsPerBatch { get; init; } = 1024;
}
