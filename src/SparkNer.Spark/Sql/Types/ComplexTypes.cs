using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Lists of one type.</summary>
/// <param name="ElementType">The elements' type.</param>
/// <param name="ContainsNull">Whether elements may be null.</param>
public sealed record ArrayType(DataType ElementType, bool ContainsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "array";

    /// <inheritdoc/>
    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    /// <inheritdoc/>
    public override string Sql => $"ARRAY<{ElementType.Sql}>";

    internal override void WriteJson(StringBuilder text)
    {
        text.Append("{\"type\":\"array\",\"elementType\":");
        ElementType.WriteJson(text);
        text.Append(",\"containsNull\":").Append(ContainsNull ? "true" : "false").Append('}');
    }

    internal override void AppendTree(TreeText tree, string prefix, int depth)
    {
        if (depth > 0)
        {
            tree.Line(prefix, "element", ElementType, "containsNull", ContainsNull);
            ElementType.AppendTree(tree, prefix + TreeText.Indent, depth - 1);
        }
    }
}

/// <summary>Keys and their values.</summary>
/// <param name="KeyType">The keys' type; keys are never null.</param>
/// <param name="ValueType">The values' type.</param>
/// <param name="ValueContainsNull">Whether values may be null.</param>
public sealed record MapType(DataType KeyType, DataType ValueType, bool ValueContainsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "map";

    /// <inheritdoc/>
    public override string SimpleString => $"map<{KeyType.SimpleString},{ValueType.SimpleString}>";

    /// <inheritdoc/>
    public override string Sql => $"MAP<{KeyType.Sql}, {ValueType.Sql}>";

    internal override void WriteJson(StringBuilder text)
    {
        text.Append("{\"type\":\"map\",\"keyType\":");
        KeyType.WriteJson(text);
        text.Append(",\"valueType\":");
        ValueType.WriteJson(text);
        text.Append(",\"valueContainsNull\":").Append(ValueContainsNull ? "true" : "false").Append('}');
    }

    internal override void AppendTree(TreeText tree, string prefix, int depth)
    {
        if (depth > 0)
        {
            tree.Line(prefix, "key", KeyType);
            KeyType.AppendTree(tree, prefix + TreeText.Indent, depth - 1);
            tree.Line(prefix, "value", ValueType, "valueContainsNull", ValueContainsNull);
            ValueType.AppendTree(tree, prefix + TreeText.Indent, depth - 1);
        }
    }
}

/// <summary>A user-defined type of somebody's library, known by its JSON; its values are those of <see cref="SqlType"/>.</summary>
/// <param name="SqlType">How values are stored.</param>
/// <param name="Definition">The JSON as Spark wrote it.</param>
public sealed record UserDefinedType(DataType SqlType, string Definition) : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "udt";

    /// <inheritdoc/>
    public override string SimpleString => SqlType.SimpleString;

    /// <inheritdoc/>
    public override string Sql => SqlType.Sql;

    internal override void WriteJson(StringBuilder text) => text.Append(Definition);
}
