namespace SparkNer.Spark.Functions;

/// <summary>A broadcast's bytes on an executor, exactly as the driver wrote them.</summary>
/// <remarks>Thread-safe. Stays readable as long as it, or a stream of it, is not disposed, also when Spark has deleted the file.</remarks>
public abstract class BroadcastValue : IDisposable
{
    /// <summary>Spark's number for the broadcast.</summary>
    public abstract long Id { get; }

    /// <summary>The number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Whether the bytes may be written to a disk: false where the user asked Spark for encryption.</summary>
    public abstract bool MayTouchDisk { get; }

    /// <summary>A new stream over all bytes, from the first; seekable, independent of other streams, and readable until it is disposed itself.</summary>
    public abstract Stream Open();

    /// <inheritdoc/>
    public abstract void Dispose();
}
