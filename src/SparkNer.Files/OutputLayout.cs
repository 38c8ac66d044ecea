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

        if (!InputColumns)
        {
            return;
        }

        var seen = new Dictionary<string, string>(names.Comparer);
        foreach (string column in columns)
        {
            if (names.Contains(column))
            {
                throw NameClash(input, column);
            }

            if (ignoreCase && (column.Length == 0 || column.Contains('\0', StringComparison.Ordinal)))
            {
                throw new InputException($"{input}: '{column.Replace("\0", "\\0", StringComparison.Ordinal)}' cannot be the name of a column. "
                    + "Rename it, or write JSON lines.");
            }

            if (!seen.TryAdd(column, column))
            {
                throw new InputException($"{input}: the columns '{seen[column]}' and '{column}' differ in upper and lower case alone, "
                    + "which neither Spark nor DuckDB tells apart. "
                    + "Rename one, or write JSON lines.");
            }
        }
    }

    internal IEnumerable<string> AddedNames => Columns.Select(c => c.Name).Concat(ErrorsColumn is null ? [] : [ErrorsColumn]);

    internal InputException NameClash(string input, string name) => new(
        $"{input}: the input has a column '{name}', and so has the output's layout: one of the two would be lost. "
        + (ErrorsColumn is not null && name.Equals(ErrorsColumn, StringComparison.OrdinalIgnoreCase)
            ? "Name the errors column otherwise (--errors-column)."
            : "Rename the input's column, or leave that annotation column out (--columns)."));
}
