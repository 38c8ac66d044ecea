namespace SparkNer.Files;

/// <summary>What to read of an input.</summary>
public sealed record SourceOptions
{
    /// <summary>The column with the text; not used where <see cref="WordsColumn"/> is given.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>The column with texts that are split into words already: a list of strings (Parquet), an array of strings (JSON), the same as JSON text (CSV).
    /// </summary>
    public string? WordsColumn { get; init; }

    /// <summary>
    /// Where the elements of <see cref="WordsColumn"/> may be structs (objects): their field that is the word, such as <c>result</c> of annotations. Null: only strings are words.
    /// </summary>
    public string? WordsField { get; init; }

    /// <summary>What messages call the option that names <see cref="WordsColumn"/>.</summary>
    internal string WordsOption { get; init; } = "--words-column";

    /// <summary>The column with the documents' identifiers; a value that is no string is taken as its text.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column with further facts for the document annotation: a map of strings (Parquet), an object (JSON), the same as JSON text (CSV).</summary>
    public string? MetadataColumn { get; init; }

    /// <summary>The form in which the input columns are kept for the output.</summary>
    public CarryAs Carry { get; init; } = CarryAs.Typed;

    /// <summary>How much text a batch holds before it is cut, in bytes of UTF-8. A batch has at least one row, so a longer text makes a longer batch.</summary>
    public int BatchBytes { get; init; } = 256 * 1024;

    /// <summary>The most rows of a batch: 1 to 2048.</summary>
    public int BatchRows { get; init; } = 2048;

    /// <summary>Throws where a value makes no sense.</summary>
    internal SourceOptions Checked()
    {
        ArgumentException.ThrowIfNullOrEmpty(TextColumn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchRows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchRows, 2048);
        return this;
    }
}
