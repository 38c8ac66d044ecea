using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Files;

/// <summary>A stream of rows from one input, in the input's order.</summary>
/// <remarks>One thread at a time. The batches may be used on other threads, and outlive the source.</remarks>
public interface IRowSource : IDisposable
{
    /// <summary>The input as messages name it: its path, or <c>&lt;stdin&gt;</c>.</summary>
    string Name { get; }

    /// <summary>The columns that are carried through. For JSON lines that are carried as JSON only those that are known to be there: none.</summary>
    IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>How much has been read, from 0 to 1; null where the length is not known (a stream).</summary>
    double? Progress { get; }

    /// <summary>Reads the next batch.</summary>
    /// <param name="batch">The rows, at least one; the caller disposes of it.</param>
    /// <returns>Whether there were more rows.</returns>
    /// <exception cref="InputException">The input is broken in a way that no row can carry.</exception>
    bool TryRead([NotNullWhen(true)] out RowBatch? batch);
}
