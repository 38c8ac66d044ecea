using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Tests.Ner.Support;

/// <summary>A broadcast whose bytes a test has.</summary>
internal sealed class BytesBroadcast(long id, byte[] bytes, bool mayTouchDisk = true) : BroadcastValue
{
    private int _opened;

    public override long Id => id;

    public override long Length => bytes.Length;

    public override bool MayTouchDisk => mayTouchDisk;

    /// <summary>How many streams were asked for.</summary>
    public int Opened => _opened;

    public override Stream Open()
    {
        Interlocked.Increment(ref _opened);
        return new MemoryStream(bytes, writable: false);
    }

    public override void Dispose()
    {
    }
}
