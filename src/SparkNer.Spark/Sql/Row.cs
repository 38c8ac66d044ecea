using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>A row, or a value of a struct. Immutable; compared by value.</summary>
/// <remarks>
/// Values are: tinyint <see cref="sbyte"/>, smallint <see cref="short"/>, int <see cref="int"/>, bigint <see cref="long"/>, <see cref="float"/>, <see cref="double"/>,
/// <see cref="bool"/>, texts <see cref="string"/>, binary a byte array, decimal <see cref="decimal"/>, date <see cref="DateOnly"/>, time <see cref="TimeOnly"/>,
/// timestamp <see cref="DateTimeOffset"/> in UTC, timestamp_ntz <see cref="DateTime"/> of no kind, day-time intervals <see cref="TimeSpan"/>, year-month intervals
/// their months as <see cref="int"/>, calendar intervals <see cref="CalendarInterval"/>; structs <see cref="Row"/>, arrays <see cref="IReadOnlyList{T}"/> and maps
/// <see cref="IReadOnlyDictionary{TKey, TValue}"/> of objects. A variant is a row of its two binary parts.
/// </remarks>
public sealed class Row : IEquatable<Row>
{
    private readonly object?[] _values;

    /// <summary>Makes a row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than fields.</exception>
    public Row(StructType schema, params object?[] values)
    {
        if (values.Length != schema.Count)
        {
            throw new ArgumentException($"A row of {schema.Count} fields has {values.Length} values.", nameof(values));
        }

        Schema = schema;
        _values = values;
    }

    /// <summary>The fields.</summary>
    public StructType Schema { get; }

    /// <summary>The values in the fields' order.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>A value by its position.</summary>
    public object? this[int index] => Get(index);

    /// <summary>A value by its field's name.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public object? this[string columnName] => Get(columnName);

    /// <summary>The number of values.</summary>
    public int Size() => _values.Length;

    /// <summary>Whether a value is null.</summary>
    public bool IsNullAt(int index) => _values[index] is null;

    /// <summary>A value by its position.</summary>
    public object? Get(int index) => _values[index];

    /// <summary>A value by its field's name.</summary>
    /// <exception cref="ArgumentException">There is no such field; the message lists them.</exception>
    public object? Get(string columnName) => _values[Index(columnName)];

    /// <summary>A value as a type: its own, a wider number, a nullable one, or for arrays and maps a .NET array, list or dictionary of such.</summary>
    /// <exception cref="InvalidCastException">The value is of another type, or null where the type has no null.</exception>
    public T GetAs<T>(int index) => (T)RowValues.Convert(_values[index], typeof(T), () => $"Column '{Schema[index].Name}'")!;

    /// <inheritdoc cref="GetAs{T}(int)"/>
    /// <exception cref="ArgumentException">There is no such field; the message lists them.</exception>
    public T GetAs<T>(string columnName) => GetAs<T>(Index(columnName));

    /// <inheritdoc/>
    public bool Equals(Row? other) => other is not null && _values.Length == other._values.Length && RowValues.AreEqual(_values, other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Row);

    /// <inheritdoc/>
    public override int GetHashCode() => RowValues.Hash(_values);

    /// <summary>The values in brackets.</summary>
    public override string ToString() => RowValues.Text(this);

    private int Index(string columnName) => Schema.IndexOf(columnName) is >= 0 and int index
        ? index
        : throw new ArgumentException($"There is no column '{columnName}'. The columns are: {string.Join(", ", Schema.Names)}.", nameof(columnName));
}
