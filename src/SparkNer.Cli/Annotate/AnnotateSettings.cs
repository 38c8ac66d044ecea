using SparkNer.Aggregation;
using SparkNer.Files;

namespace SparkNer.Cli.Annotate;

/// <summary>Everything that <c>sparkner annotate</c> was told, checked, with the defaults filled in where they depend on nothing else.</summary>
internal sealed record AnnotateSettings
{
    /// <summary>Files, folders, globs as they were written, or "-" alone for stdin; empty with <see cref="Text"/>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The text to tag at once instead of files.</summary>
    public string? Text { get; init; }

    /// <summary>A file, a folder, or "-" for stdout; null with <see cref="Text"/> only.</summary>
    public string? Output { get; init; }

    /// <summary>A folder or the name of a model.</summary>
    public required string Model { get; init; }

    public required string TextColumn { get; init; }

    /// <summary>The column that becomes <c>id</c> in the document's metadata.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column of word lists, used instead of <see cref="TextColumn"/>.</summary>
    public string? WordsColumn { get; init; }

    /// <summary>What joins the words; may be empty.</summary>
    public required string Delimiter { get; init; }

    /// <summary>Null: by each file's extension; jsonl for stdin.</summary>
    public FileFormat? InputFormat { get; init; }

    /// <summary>Null: by the file's extension; as the input for a folder; jsonl for stdout.</summary>
    public FileFormat? OutputFormat { get; init; }

    public AnnotationLayout Layout { get; init; }

    /// <summary>Whose values are repeated to the letter.</summary>
    public Compatibility Compatibility { get; init; }

    public AggregationStrategy Aggregation { get; init; }

    /// <summary>Labels left out in the hf layout; may be empty.</summary>
    public required IReadOnlyList<string> IgnoreLabels { get; init; }

    public OffsetUnit Offsets { get; init; }

    /// <summary>The annotation columns to write; null: all that there are.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    public bool Sentences { get; init; }

    /// <summary>Null: as the tokenizer's files say.</summary>
    public bool? CaseSensitive { get; init; }

    /// <summary>The most pieces of a window, [CLS] and [SEP] included; null: as the model says.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Null: not given. 0 is a stride: windows without overlap, merged.</summary>
    public int? Stride { get; init; }

    public bool Truncate { get; init; }

    /// <summary>Null: all labels. An empty list: none.</summary>
    public IReadOnlyList<string>? WhiteList { get; init; }

    public IReadOnlyList<string>? BlackList { get; init; }

    public double? Threshold { get; init; }

    public LabelScores LabelScores { get; init; }

    public int BatchTokens { get; init; }

    public int Threads { get; init; }

    public ErrorAction OnError { get; init; }

    public required string ErrorsColumn { get; init; }

    public bool Overwrite { get; init; }

    public bool Quiet { get; init; }

    public required DocumentAssemblerSettings DocumentAssembler { get; init; }

    public required SentenceDetectorSettings SentenceDetector { get; init; }

    public required TokenizerSettings Tokenizer { get; init; }

    public required NerConverterSettings NerConverter { get; init; }

    /// <summary>The names of the options and <c>section.parameter</c>s that were given and count.</summary>
    public required IReadOnlySet<string> Given { get; init; }

    /// <summary>What was given and has no effect, as sentences for the user.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
