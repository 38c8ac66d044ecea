using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SparkNer.Spark;

/// <summary>A version of Spark: what decides about the protocols is major and minor.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
public readonly record struct SparkVersion(int Major, int Minor) : IComparable<SparkVersion>
{
    /// <summary>The oldest version that works.</summary>
    public static readonly SparkVersion Oldest = new(3, 5);

    /// <summary>The newest version that is known.</summary>
    public static readonly SparkVersion Newest = new(4, 3);

    /// <summary>What a message says: the versions that work.</summary>
    public const string Supported = "3.5, 4.0, 4.1, 4.2, 4.3";

    /// <summary>Whether it is one of the known versions.</summary>
    public bool IsKnown => this >= Oldest && this <= Newest && (Major != 3 || Minor == 5);

    /// <summary>Reads a version string of Spark or of somebody's build of it, such as <c>4.1.4</c>, <c>3.5.9-amzn-0</c>, <c>4.3.0-SNAPSHOT</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SparkVersion version)
    {
        version = default;
        string[] parts = (text ?? "").Split('.', 3);
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major))
        {
            return false;
        }

        int digits = parts[1].AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (!int.TryParse(digits < 0 ? parts[1] : parts[1][..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
        {
            return false;
        }

        version = new SparkVersion(major, minor);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SparkVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Older.</summary>
    public static bool operator <(SparkVersion a, SparkVersion b) => a.CompareTo(b) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(SparkVersion a, SparkVersion b) => a.CompareTo(b) > 0;

    /// <summary>Older or equal.</summary>
    public static bool operator <=(SparkVersion a, SparkVersion b) => a.CompareTo(b) <= 0;

    /// <summary>Newer or equal.</summary>
    public static bool operator >=(SparkVersion a, SparkVersion b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
