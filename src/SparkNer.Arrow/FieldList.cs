using System.Collections;

namespace SparkNer.Arrow;

/// <summary>Fields in their order, compared by value.</summary>
public sealed class FieldList : IReadOnlyList<ArrowField>, IEquatable<FieldList>
{
    private readonly ArrowField[] _fields;

    /// <summary>Copies the fields.</summary>
    public FieldList(params ReadOnlySpan<ArrowField> fields) => _fields = fields.ToArray();

    /// <summary>No fields.</summary>
    public static FieldList Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public ArrowField this[int index] => _fields[index];

    /// <summary>The position of the first field of that name, or -1.</summary>
    public int IndexOf(string name) => Array.FindIndex(_fields, f => f.Name == name);

    /// <inheritdoc/>
    public bool Equals(FieldList? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (ArrowField field in _fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<ArrowField> GetEnumerator() => ((IEnumerable<ArrowField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", (object[])_fields)}]";
}
