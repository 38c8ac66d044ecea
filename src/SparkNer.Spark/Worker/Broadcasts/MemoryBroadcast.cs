using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>A broadcast that is kept in memory because the user asked Spark for encrypted disks.</summary>
/// <param name="id">Spark's number.</param>
/// <param name="content">The bytes, shared with other connections.</param>
internal sealed class MemoryBroadcast(long id, MemoryBroadcasts.Content content) : BroadcastValue
{
    private bool _disposed;

    public override long Id => id;

    public override long Length => content.Length;

    public override bool MayTouchDisk => false;

    public override Stream Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new RangeStream(Length, content.ReadAt);
    }

    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            content.Release();
        }
    }
}
