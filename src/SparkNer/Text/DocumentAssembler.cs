namespace SparkNer.Text;

/// <summary>Makes the one <c>document</c> annotation of a text, as Spark NLP's DocumentAssembler does.</summary>
/// <remarks>Immutable and thread-safe. Every clean-up takes time linear in the text's length.</remarks>
public sealed class DocumentAssembler
{
    private const string IdKey = "id";
    private const string SentenceKey = "sentence";
    private const string FirstSentence = "0";

    private static readonly AnnotationMetadata SentenceOnly = new([new(SentenceKey, FirstSentence)]);

    private readonly CleanupMode _mode;

    /// <summary>An assembler with the given options.</summary>
    /// <param name="options">The options; the defaults if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such clean-up mode.</exception>
    public DocumentAssembler(DocumentAssemblerOptions? options = null)
    {
        Options = options ?? new DocumentAssemblerOptions();
        _mode = Options.CleanupMode;
        _ = CleanupModes.NameOf(_mode);
    }

    /// <summary>The options.</summary>
    public DocumentAssemblerOptions Options { get; }

    /// <summary>The text, cleaned; the same string where there is nothing to clean.</summary>
    /// <param name="text">The text; null counts as empty.</param>
    public string Clean(string? text) => string.IsNullOrEmpty(text) ? "" : DocumentCleaner.Clean(text, _mode);

    /// <summary>The document annotation of a text: begin 0, end the last code unit of the cleaned text (-1 if it is empty).</summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <param name="id">The document's id; null for none.</param>
    /// <param name="metadata">Further metadata; null for none.</param>
    public Annotation Assemble(string? text, string? id = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string cleaned = Clean(text);
        return new Annotation(AnnotatorType.Document, 0, cleaned.Length - 1, cleaned, Metadata(id, metadata));
    }

    /// <summary>
    /// The metadata of a document annotation: the given entries, of which <c>id</c> (if there is one) and <c>sentence</c> are overridden.
    /// </summary>
    /// <param name="id">The document's id; null for none.</param>
    /// <param name="metadata">Further metadata; null for none.</param>
    public static AnnotationMetadata Metadata(string? id = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // The order is the one in which Spark NLP's rows hold the keys, so that files can come out byte-equal; nothing may depend on it.
        if (metadata is null)
        {
            return id is null ? SentenceOnly : new AnnotationMetadata([new(IdKey, id), new(SentenceKey, FirstSentence)]);
        }

        var entries = new List<KeyValuePair<string, string>>(metadata.Count + 2) { new(SentenceKey, FirstSentence) };
        entries.AddRange(metadata.Where(e => e.Key != SentenceKey && (id is null || e.Key != IdKey)));
        if (id is not null)
        {
            entries.Add(new(IdKey, id));
        }

        return new AnnotationMetadata(entries);
    }
}
