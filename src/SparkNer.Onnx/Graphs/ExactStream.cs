namespace SparkNer.Onnx.Graphs;

/// <summary>Passes writing on, and checks that a tensor writes as many bytes as it has announced: else the file would be a damaged one.</summary>
/// <remarks>Does not own the stream behind it.</remarks>
internal sealed class ExactStream(Stream inner, long length) : Stream
{
    private long _written;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (_written > length)
        {
            throw new InvalidOperationException($"More than {length} bytes are written.");
        }

        inner.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Checks that nothing is missing.</summary>
    public void CheckFull(string name)
    {
        if (_written != length)
        {
            throw new InvalidOperationException($"Tensor '{name}' wrote {_written} bytes of {length}.");
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
