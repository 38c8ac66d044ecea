namespace SparkNer.Arrow;

/// <summary>Builds arrays of structs: append a value to each field's builder, then end the row here.</summary>
public sealed class StructBuilder : ArrowArrayBuilder
{
    private readonly ArrowArrayBuilder[] _fields;

    /// <summary>A builder for a struct.</summary>
    /// <param name="type">The struct.</param>
    /// <param name="fields">A builder for each field; finished and disposed with this one.</param>
    /// <exception cref="ArgumentException">A field's builder is missing or has another type.</exception>
    public StructBuilder(ArrowType.Struct type, params ReadOnlySpan<ArrowArrayBuilder> fields)
        : base(type)
    {
        _fields = fields.ToArray();
        if (_fields.Length != type.Fields.Count)
        {
            throw new ArgumentException($"{_fields.Length} builders for {type.Fields.Count} fields.", nameof(fields));
        }

        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Type != type.Fields[i].Type)
            {
                throw new ArgumentException($"The builder of '{type.Fields[i].Name}' is for {_fields[i].Type}, not {type.Fields[i].Type}.", nameof(fields));
            }
        }
    }

    /// <summary>Ends a row: every field has one value more than before.</summary>
    /// <exception cref="InvalidOperationException">A field has another number of values.</exception>
    public void EndRow()
    {
        CheckFields(Length + 1);
        Added();
    }

    private protected override void CheckChildren() => CheckFields(Length);

    private protected override void AppendEmpty()
    {
        FieldList fields = ((ArrowType.Struct)Type).Fields;
        CheckChildren();
        for (int i = 0; i < _fields.Length; i++)
        {
            if (fields[i].IsNullable)
            {
                _fields[i].AppendNull();
            }
            else
            {
                _fields[i].AppendPlaceholder();
            }
        }
    }

    private protected override ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned)
    {
        ArrowArray[] children = [.. _fields.Select(f => f.Finish())];
        owned.AddRange(children);
        return new ArrowArray(Type, length, validity, [], children, owner: new Owners(owned));
    }

    private protected override void Release()
    {
        foreach (ArrowArrayBuilder field in _fields)
        {
            field.Dispose();
        }
    }

    private void CheckFields(int length)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Length != length)
            {
                throw new InvalidOperationException(
                    $"Field '{((ArrowType.Struct)Type).Fields[i].Name}' has {_fields[i].Length} values where {length} are due: each row needs one, then its end.");
            }
        }
    }
}
