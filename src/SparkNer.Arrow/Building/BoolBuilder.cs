namespace SparkNer.Arrow;

/// <summary>Builds arrays of truth values.</summary>
public sealed class BoolBuilder : ArrowArrayBuilder
{
    private PooledBytes _bits = new();

    /// <summary>An empty builder.</summary>
    public BoolBuilder()
        : base(new ArrowType.Bool())
    {
    }

    /// <summary>Adds a row.</summary>
    public void Append(bool value)
    {
        AddBit(_bits, Length, value);
        Added();
    }

    private protected override void AppendEmpty() => AddBit(_bits, Length, false);

    private protected override ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned)
    {
        PooledBytes bits = _bits;
        _bits = new PooledBytes();
        owned.Add(bits);
        return new ArrowArray(Type, length, validity, [bits.Memory], owner: new Owners(owned));
    }

    private protected override void Release() => _bits.Dispose();
}
