using System.Runtime.InteropServices;

namespace SparkNer.Files.DuckDb;

/// <summary>duckdb_result: passed by value to some functions, so its size and layout count.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DuckResult
{
    public ulong ColumnCount;
    public ulong RowCount;
    public ulong RowsChanged;
    public nint Columns;
    public nint ErrorMessage;
    public nint InternalData;
}
