using System.Security.Cryptography;

namespace SparkNer.Onnx.Import;

/// <summary>A new file that is hashed while it is written, so that it need not be read again.</summary>
/// <remarks>One thread.</remarks>
internal sealed class HashedFile : Stream
{
    private readonly string _name;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationToken _cancellationToken;

    /// <summary>Makes the file and the folders that it lies in.</summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="name">The file's name in it, with <c>/</c>.</param>
    /// <param name="cancellationToken">Ends the writing by an exception.</param>
    public HashedFile(string folder, string name, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        (_name, _cancellationToken) = (name, cancellationToken);
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override long Position { get => _file.Position; set => throw new NotSupportedException(); }

    /// <summary>Brings the file to the disk. Nothing can be written after that.</summary>
    public ModelFile Complete()
    {
        _file.Flush(flushToDisk: true);
        return new ModelFile(_name, _file.Length, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _hash.AppendData(buffer);
        _file.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => _file.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
