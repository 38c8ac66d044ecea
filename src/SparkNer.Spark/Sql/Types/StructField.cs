using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>A named part of a <see cref="StructType"/>: a column, or a field of a nested struct.</summary>
public sealed record StructField
{
    /// <summary>Makes a field.</summary>
    /// <param name="name">The name, any text.</param>
    /// <param name="dataType">The type.</param>
    /// <param name="isNullable">Whether values may be null.</param>
    /// <param name="metadata">What else is known about the field; null for nothing.</param>
    public StructField(string name, DataType dataType, bool isNullable = true, Metadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(dataType);
        Name = name;
        DataType = dataType;
        IsNullable = isNullable;
        Metadata = metadata ?? Metadata.Empty;
    }

    /// <summary>The name.</summary>
    public string Name { get; init; }

    /// <summary>The type.</summary>
    public DataType DataType { get; init; }

    /// <summary>Whether values may be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>What else is known about the field.</summary>
    public Metadata Metadata { get; init; }

    /// <summary>The field as a column in SQL: <c>id BIGINT NOT NULL COMMENT 'the key'</c>.</summary>
    public string ToDDL() => $"{DdlText.Identifier(Name)} {DataType.Sql}{DdlText.Suffix(this)}";

    internal void WriteJson(StringBuilder text)
    {
        text.Append("{\"name\":");
        JsonText.AppendString(text, Name);
        text.Append(",\"type\":");
        DataType.WriteJson(text);
        text.Append(",\"nullable\":").Append(IsNullable ? "true" : "false");
        text.Append(",\"metadata\":").Append(Metadata.Json).Append('}');
    }
}
