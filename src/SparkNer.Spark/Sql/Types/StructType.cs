using System.Collections;
using System.Text;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Named fields in their order: the schema of a data frame, or the type of a nested struct. Immutable; compared by value.</summary>
public sealed record StructType : DataType, IReadOnlyList<StructField>
{
    private readonly StructField[] _fields;

    /// <summary>A struct of these fields.</summary>
    public StructType(IEnumerable<StructField> fields) => _fields = [.. fields];

    /// <summary>A struct of these fields.</summary>
    public StructType(params ReadOnlySpan<StructField> fields) => _fields = fields.ToArray();

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<StructField> Fields => _fields;

    /// <summary>The fields' names in their order.</summary>
    public IReadOnlyList<string> Names => Array.ConvertAll(_fields, f => f.Name);

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public override string TypeName => "struct";

    /// <inheritdoc/>
    public override string SimpleString => $"struct<{string.Join(",", _fields.Select(f => $"{f.Name}:{f.DataType.SimpleString}"))}>";

    /// <inheritdoc/>
    public override string Sql => $"STRUCT<{string.Join(", ", _fields.Select(f => $"{DdlText.Identifier(f.Name)}: {f.DataType.Sql}{DdlText.Suffix(f)}"))}>";

    /// <inheritdoc/>
    public StructField this[int index] => _fields[index];

    /// <summary>The first field of that name, letter case included.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public StructField this[string name] => IndexOf(name) is >= 0 and int index
        ? _fields[index]
        : throw new ArgumentException($"There is no field '{name}'. The fields are: {string.Join(", ", Names)}.", nameof(name));

    /// <summary>Reads columns in SQL: <c>id bigint not null, text string comment 'body'</c>.</summary>
    /// <exception cref="FormatException">The message says where it goes wrong.</exception>
    public static new StructType FromDDL(string ddl) => DdlParser.ParseColumns(ddl);

    /// <summary>The position of the first field of that name, letter case included; -1 if there is none.</summary>
    public int IndexOf(string name) => Array.FindIndex(_fields, f => f.Name == name);

    /// <summary>This struct with one more field at its end.</summary>
    public StructType Add(string name, DataType dataType, bool isNullable = true, Metadata? metadata = null) =>
        new([.. _fields, new StructField(name, dataType, isNullable, metadata)]);

    /// <summary>The fields as columns in SQL.</summary>
    public string ToDDL() => string.Join(",", _fields.Select(f => f.ToDDL()));

    /// <summary>The fields as a tree, line for line as Spark's <c>printSchema</c> prints it.</summary>
    /// <param name="maxDepth">How many levels; 0: all.</param>
    public string TreeString(int maxDepth = 0)
    {
        var tree = new TreeText();
        AppendTree(tree, " |", maxDepth > 0 ? maxDepth : int.MaxValue);
        return tree.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(StructType? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (StructField field in _fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<StructField> GetEnumerator() => ((IEnumerable<StructField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void WriteJson(StringBuilder text)
    {
        text.Append("{\"type\":\"struct\",\"fields\":[");
        for (int i = 0; i < _fields.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            _fields[i].WriteJson(text);
        }

        text.Append("]}");
    }

    internal override void AppendTree(TreeText tree, string prefix, int depth)
    {
        if (depth <= 0)
        {
            return;
        }

        foreach (StructField field in _fields)
        {
            tree.Line(prefix, field.Name, field.DataType, "nullable", field.IsNullable);
            field.DataType.AppendTree(tree, prefix + TreeText.Indent, depth - 1);
        }
    }
}
