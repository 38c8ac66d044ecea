using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Spark.Sql;

/// <summary>Keys of maps: bytes, lists and rows are equal by their content.</summary>
internal sealed class MapKeys : IEqualityComparer<object>
{
    public static MapKeys Comparer { get; } = new();

    public new bool Equals(object? x, object? y) => RowValues.AreEqual(x, y);

    public int GetHashCode([DisallowNull] object obj) => RowValues.Hash(obj);
}
