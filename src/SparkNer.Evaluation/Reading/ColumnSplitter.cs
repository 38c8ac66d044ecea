namespace SparkNer.Evaluation.Reading;

/// <summary>Cuts the lines of one file into the same number of columns.</summary>
/// <remarks>
/// At whitespace, as the shared tasks' script does, which also takes files that are cut at spaces here and at tabs there (a column that was pasted to others). A line
/// of another number of columns is cut at its tabs, if that fits: so a word may be empty or hold spaces. Where the file's first lines do not agree at whitespace, but
/// at tabs, tabs cut the whole file.
/// </remarks>
internal sealed class ColumnSplitter
{
    /// <summary>How many lines are looked at.</summary>
    public const int Sample = 200;

    private static readonly char[] _whitespace = [' ', '\t', '\r'];

    private readonly bool _atTabs;

    private ColumnSplitter(int columns, bool atTabs) => (Columns, _atTabs) = (columns, atTabs);

    /// <summary>How many columns the file has.</summary>
    public int Columns { get; }

    /// <summary>Finds out how a file is cut.</summary>
    /// <param name="lines">Its first lines with words, at least one.</param>
    public static ColumnSplitter Of(IReadOnlyList<string> lines)
    {
        int columns = AtWhitespace(lines[0]).Length;
        if (lines.All(l => AtWhitespace(l).Length == columns))
        {
            return new ColumnSplitter(columns, atTabs: false);
        }

        int atTabs = AtTabs(lines[0]).Length;
        return atTabs > 1 && lines.All(l => AtTabs(l).Length == atTabs) ? new ColumnSplitter(atTabs, atTabs: true) : new ColumnSplitter(columns, atTabs: false);
    }

    /// <summary>The columns of a line; null if it has another number of them.</summary>
    public string[]? TrySplit(string line)
    {
        if (!_atTabs && AtWhitespace(line) is var columns && columns.Length == Columns)
        {
            return columns;
        }

        string[] cells = AtTabs(line);
        return cells.Length == Columns ? cells : null;
    }

    public static string[] AtWhitespace(string line) => line.Split(_whitespace, StringSplitOptions.RemoveEmptyEntries);

    private static string[] AtTabs(string line) => line.TrimEnd('\r').Split('\t', StringSplitOptions.TrimEntries);
}
