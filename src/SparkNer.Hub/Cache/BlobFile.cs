using System.Buffers;
using System.Security.Cryptography;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Cache;

/// <summary>What a file hashes to.</summary>
internal static class BlobFile
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Whether a file is there and has this hash.</summary>
    public static async Task<bool> HasAsync(string path, ContentHash hash, CancellationToken cancellationToken) =>
        File.Exists(path) && (await ReadAsync(path, hash, cancellationToken).ConfigureAwait(false)).Fits;

    /// <summary>Reads a file once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should hash to; null if nobody knows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Its size, its SHA-256 in lower-case hexadecimal, and whether it is as expected.</returns>
    public static async Task<(long Size, string Sha256, bool Fits)> ReadAsync(string path, ContentHash? expected, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        long size = stream.Length;
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash? git = expected is { IsSha256: false } ? expected.Start(size) : null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                sha256.AppendData(buffer, 0, read);
                git?.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        string hex = Convert.ToHexStringLower(sha256.GetHashAndReset());
        return (size, hex, expected is null || (git is null ? expected.Hex == hex : expected.IsResultOf(git)));
    }
}
