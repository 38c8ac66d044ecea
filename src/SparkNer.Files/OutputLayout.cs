namespace SparkNer.Files;

/// <summary>The columns of an output: the input's, then the annotator's, then the errors.</summary>
/// <param name="Columns">The annotator's columns, in their order.</param>
public sealed record OutputLayout(IReadOnlyList<AnnotationColumn> Columns)
{
    /// <summary>The name of the column with what went wrong, null where all is well; null for no such column.</summary>
    public string? ErrorsColumn { get; init; } = "ner_error";

    /// <summary>Whether JSON lines leave the errors column out of the rows where all is well.</summary>
    public bool OmitNullErrors { get; init; }

    /// <summary>Whether the input's columns are written.</summary>
    public bool InputColumns { get; init; } = true;

    /// <summary>Whether <see cref="EntityView.Start"/> and <see cref="EntityView.End"/> count code points and not UTF-16 code units; only the text output needs
    /// to know.</summary>
    public bool OffsetsInCodePoints { get; init; }

    /// <summary>Throws where a name of this layout is also an input column, or is used twice.</summary>
    /// <param name="input">The input, for the message.</param>
    /// <param name="columns">The input's columns.</param>
    /// <param name="ignoreCase">Whether upper and lower case count the same, as they do in Spark and DuckDB.</param>
    internal void CheckNames(string input, IEnumerable<string> columns, bool ignoreCase)
    {
        var names = new HashSet<string>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (string name in AddedNames)
        {
            if (!names.Add(name))
            {
                throw new ArgumentException($"The output has two columns named '{name}': give the annotation columns and the errors column different names.");
            }
        }

        if (InputColumns && columns.FirstOrDefault(names.Contains) is { } clash)
        {
            throw NameClash(input, clash);
        }
    }

    internal IEnumerable<string> AddedNames => Columns.Select(c => c.Name).Concat(ErrorsColumn is null ? [] : [ErrorsColumn]);

    internal InputException NameClash(string input, string name) => new(
        $"{input}: the input has a column '{name}', and so has the output's layout: one of the two would be lost. "
        + (ErrorsColumn is not null && name.Equals(ErrorsColumn, StringComparison.OrdinalIgnoreCase)
            ? "Name the errors column otherwise (--errors-column)."
            : "Rename the input's column, or leave that annotation column out (--columns)."));
}
