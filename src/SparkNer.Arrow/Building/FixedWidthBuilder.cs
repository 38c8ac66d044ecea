using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SparkNer.Arrow;

/// <summary>Builds arrays of fixed-width values: numbers, dates, timestamps.</summary>
/// <typeparam name="T">A type of the values' exact width.</typeparam>
public sealed class FixedWidthBuilder<T> : ArrowArrayBuilder
    where T : unmanaged
{
    private PooledBytes _values = new();

    /// <summary>A builder for a type whose values are as wide as <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">The type has values of another width, or of none.</exception>
    public FixedWidthBuilder(ArrowType type)
        : base(type)
    {
        if (TypeLayout.FixedWidth(type) != Unsafe.SizeOf<T>())
        {
            throw new ArgumentException($"The values of {type} are not {Unsafe.SizeOf<T>()} bytes wide, as those of {typeof(T).Name} are.", nameof(type));
        }
    }

    /// <summary>Adds a row.</summary>
    public void Append(T value)
    {
        MemoryMarshal.Write(_values.Extend(Unsafe.SizeOf<T>()), in value);
        Added();
    }

    private protected override void AppendEmpty() => _values.Extend(Unsafe.SizeOf<T>()).Clear();

    private protected override ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned)
    {
        PooledBytes values = _values;
        _values = new PooledBytes();
        owned.Add(values);
        return new ArrowArray(Type, length, validity, [values.Memory], owner: new Owners(owned));
    }

    private protected override void Release() => _values.Dispose();
}
