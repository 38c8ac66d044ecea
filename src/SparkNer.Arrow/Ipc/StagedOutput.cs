namespace SparkNer.Arrow.Ipc;

/// <summary>Gathers small writes into one and lets large ones through uncopied: a batch has many small buffers, and each write to a socket costs.</summary>
internal sealed class StagedOutput(Stream stream)
{
    private const int LargeBytes = 16 * 1024;

    private readonly byte[] _staged = new byte[2 * LargeBytes];
    private int _count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _staged.Length - _count)
        {
            Send();
        }

        if (bytes.Length >= LargeBytes)
        {
            Send();
            stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_staged.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Hands what was gathered to the stream.</summary>
    public void Send()
    {
        if (_count > 0)
        {
            int count = _count;
            _count = 0;
            stream.Write(_staged.AsSpan(0, count));
        }
    }
}
