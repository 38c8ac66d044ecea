namespace SparkNer.Files;

/// <summary>An input column, as it is carried through to the output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in DuckDB's words (<c>VARCHAR</c>, <c>BIGINT[]</c>, <c>STRUCT(a INTEGER)</c>); <c>JSON</c> for a field of JSON lines whose
/// type was not asked for.</param>
public sealed record ColumnInfo(string Name, string Type);
