using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SparkNer.Hub.Selection;

/// <summary>
/// What a blob's content hashes to, which is also its name in the cache: SHA-256 for large files, for others the SHA-1 under which git keeps them.
/// </summary>
internal sealed record ContentHash
{
    private ContentHash(string hex) => Hex = hex;

    /// <summary>Lower-case hexadecimal, 40 or 64 digits.</summary>
    public string Hex { get; }

    /// <summary>Whether it is a SHA-256.</summary>
    public bool IsSha256 => Hex.Length == 64;

    /// <summary>The hash in a text, which may be an ETag with its quotes; null if the text is none.</summary>
    public static ContentHash? TryParse(string? text)
    {
        string hex = (text ?? "").Trim();
        hex = (hex.StartsWith("W/", StringComparison.Ordinal) ? hex[2..] : hex).Trim('"').ToLowerInvariant();
        return hex.Length is 40 or 64 && hex.All(char.IsAsciiHexDigit) ? new ContentHash(hex) : null;
    }

    /// <summary>The start of a computation that ends in this kind of hash.</summary>
    /// <param name="size">How many bytes will come.</param>
    public IncrementalHash Start(long size)
    {
        if (IsSha256)
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        }

        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        return hash;
    }

    /// <summary>Whether a finished computation gave this hash.</summary>
    public bool IsResultOf(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;

    /// <inheritdoc/>
    public override string ToString() => (IsSha256 ? "SHA-256 " : "git's SHA-1 ") + Hex;
}
