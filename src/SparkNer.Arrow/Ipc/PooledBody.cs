namespace SparkNer.Arrow.Ipc;

/// <summary>Memory of a declared size for a body.</summary>
internal static class PooledBody
{
    /// <summary>Rents so many bytes, which are at most an array's length.</summary>
    public static PooledBytes Rent(long length)
    {
        var bytes = new PooledBytes();
        try
        {
            bytes.Extend((int)length);
            return bytes;
        }
        catch (OutOfMemoryException e)
        {
            throw new ArrowFormatException($"there is no memory for a body of {length} bytes", e);
        }
    }
}
