using SparkNer.Aggregation;
using SparkNer.Chunks;
using SparkNer.Text;

namespace SparkNer;

/// <summary>How an <see cref="Annotator"/> works. Immutable; every option has a default, and an annotator checks them all when it is made.</summary>
public sealed record AnnotatorOptions
{
    /// <summary>What comes out. Default: <see cref="AnnotationLayout.SparkNlp"/>.</summary>
    public AnnotationLayout Layout { get; init; } = AnnotationLayout.SparkNlp;

    /// <summary>Whose mistakes are reproduced (Spark NLP layout only). Default: <see cref="Compatibility.None"/>.</summary>
    public Compatibility Compatibility { get; init; } = Compatibility.None;

    /// <summary>Whether sentences are detected before tokens, and each is given to the model on its own (Spark NLP layout only). Default: false, the document is one.</summary>
    public bool Sentences { get; init; }

    /// <summary>Whether the model sees upper and lower case. Default: null, as the tokenizer's files say (a Spark NLP folder: true).</summary>
    public bool? CaseSensitive { get; init; }

    /// <summary>
    /// The longest sequence given to the model in word pieces, [CLS] and [SEP] included. Default: null, the tokenizer's model_max_length, at most the model's positions;
    /// with <see cref="Compatibility.SparkNlp"/> it is maxSentenceLength, 1 to 512, and defaults to 128.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>
    /// How many word pieces two windows of a longer text share. Default: null, a quarter of the window. In the Hugging Face layout a given stride, 0 too, merges the
    /// windows' entities as the pipeline does; null labels each piece in the window where it has most context.
    /// </summary>
    public int? Stride { get; init; }

    /// <summary>Whether a longer text is cut silently at <see cref="MaxLength"/>; its other tokens are <c>O</c>. Default: false, nothing is lost.</summary>
    public bool Truncate { get; init; }

    /// <summary>
    /// Whether all pieces of a word label it, and not the first alone (Spark NLP layout without its mistakes only): for models that were trained to label every piece.
    /// The word gets the type whose labels together have the greatest mean probability, and of that type's labels the one that the first piece finds most probable;
    /// its probabilities are the means. Default: false.
    /// </summary>
    public bool LabelAllPieces { get; init; }

    /// <summary>How pieces become entities (Hugging Face layout only). Default: <see cref="AggregationStrategy.Simple"/>.</summary>
    public AggregationStrategy Aggregation { get; init; } = AggregationStrategy.Simple;

    /// <summary>Labels, or with aggregation entity groups, that are left out (Hugging Face layout only). Default: <c>O</c>.</summary>
    public IReadOnlyList<string> IgnoreLabels { get; init; } = ["O"];

    /// <summary>What offsets count. Default: <see cref="OffsetUnit.Utf16"/>.</summary>
    public OffsetUnit Offsets { get; init; } = OffsetUnit.Utf16;

    /// <summary>Which probabilities a <c>ner</c> annotation holds (Spark NLP layout only). Default: <see cref="LabelScores.All"/>.</summary>
    public LabelScores LabelScores { get; init; } = LabelScores.All;

    /// <summary>What joins given words to a text. Default: one space.</summary>
    public string Delimiter { get; init; } = " ";

    /// <summary>How many threads <see cref="Annotator.AnnotateAll(IEnumerable{AnnotatorInput}, CancellationToken)"/> uses. Default: null, one a processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Options of the document assembler (Spark NLP layout only).</summary>
    public DocumentAssemblerOptions DocumentAssembler { get; init; } = new();

    /// <summary>Options of the sentence detector, used when <see cref="Sentences"/> is true.</summary>
    public SentenceDetectorOptions SentenceDetector { get; init; } = new();

    /// <summary>Options of the tokenizer (Spark NLP layout only).</summary>
    public TokenizerOptions Tokenizer { get; init; } = new();

    /// <summary>Options of the chunk converter (Spark NLP layout only).</summary>
    public NerConverterOptions NerConverter { get; init; } = new();
}
