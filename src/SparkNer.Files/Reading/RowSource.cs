using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Files.Reading;

/// <summary>What all sources have in common.</summary>
internal abstract class RowSource(string name, SourceOptions options) : IRowSource
{
    public string Name { get; } = name;

    public IReadOnlyList<ColumnInfo> Columns => [.. Carried.Select(c => new ColumnInfo(c.Name, c.Type.ToString()))];

    public abstract double? Progress { get; }

    /// <summary>The form in which this source carries its columns.</summary>
    public CarryAs Carry => Options.Carry;

    /// <summary>The columns that are carried; empty for JSON that is carried as JSON, whose fields show only row by row.</summary>
    public abstract IReadOnlyList<CarriedColumn> Carried { get; }

    protected SourceOptions Options { get; } = options;

    public abstract bool TryRead([NotNullWhen(true)] out RowBatch? batch);

    public abstract void Dispose();

    /// <summary>The error for a column that was asked for and is not there.</summary>
    /// <param name="name">The input.</param>
    /// <param name="column">The column.</param>
    /// <param name="option">The command line option that names another.</param>
    /// <param name="there">The columns that there are.</param>
    /// <param name="where">In what they are.</param>
    internal static InputException MissingColumn(string name, string column, string option, IReadOnlyCollection<string> there, string where = "the file")
    {
        const int Shown = 30;
        string list = there.Count == 0 ? "no columns at all" : string.Join(", ", there.Take(Shown)) + (there.Count > Shown ? $" and {there.Count - Shown} more" : "");
        return new InputException($"{name}: there is no column '{column}'. In {where} there are: {list}.{NearestName.Hint(column, there)} Name it with {option}.");
    }
}
