using System.Runtime.InteropServices;

namespace SparkNer.Files.DuckDb;

/// <summary>duckdb_list_entry: where a row's list lies in the child vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ListEntry
{
    public ulong Offset;
    public ulong Length;
}
