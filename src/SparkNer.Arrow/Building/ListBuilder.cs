using System.Buffers.Binary;

namespace SparkNer.Arrow;

/// <summary>Builds arrays of lists or maps: append the elements to the child's builder, then end the row here.</summary>
public sealed class ListBuilder : ArrowArrayBuilder
{
    private readonly ArrowArrayBuilder _elements;
    private PooledBytes _offsets = new();
    private int _ended;

    /// <summary>A builder for a list (not large) or a map.</summary>
    /// <param name="type">The list or map.</param>
    /// <param name="elements">The builder of its elements or entries; finished and disposed with this one.</param>
    /// <exception cref="ArgumentException">The type is another one, or the elements have another type.</exception>
    public ListBuilder(ArrowType type, ArrowArrayBuilder elements)
        : base(type)
    {
        ArrowType element = type switch
        {
            ArrowType.List { IsLarge: false } list => list.Item.Type,
            ArrowType.Map map => map.Entries.Type,
            _ => throw new ArgumentException($"{type} is not a list or map.", nameof(type)),
        };
        if (element != elements.Type)
        {
            throw new ArgumentException($"The elements are {elements.Type}, not {element}.", nameof(elements));
        }

        _elements = elements;
    }

    /// <summary>Ends a row: it holds the elements that were appended since the last row ended.</summary>
    public void EndRow()
    {
        EndOffsets();
        Added();
    }

    private protected override void CheckChildren() => CheckEnded("the list was finished");

    private protected override void AppendEmpty()
    {
        CheckEnded("a row without elements was added");
        EndOffsets();
    }

    private protected override ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned)
    {
        PooledBytes offsets = _offsets;
        _offsets = new PooledBytes();
        _ended = 0;
        if (length == 0)
        {
            offsets.Extend(4).Clear();
        }

        ArrowArray elements = _elements.Finish();
        owned.AddRange([offsets, elements]);
        return new ArrowArray(Type, length, validity, [offsets.Memory], [elements], owner: new Owners(owned));
    }

    private protected override void Release()
    {
        _ended = 0;
        _offsets.Dispose();
        _elements.Dispose();
    }

    private void CheckEnded(string what)
    {
        if (_elements.Length != _ended)
        {
            throw new InvalidOperationException($"{_elements.Length - _ended} elements were appended, and then {what} before their row was ended.");
        }
    }

    private void EndOffsets()
    {
        if (_offsets.Length == 0)
        {
            _offsets.Extend(4).Clear();
        }

        _ended = _elements.Length;
        BinaryPrimitives.WriteInt32LittleEndian(_offsets.Extend(4), _ended);
    }
}
