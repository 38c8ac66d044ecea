namespace SparkNer.Spark.Worker.Wire;

/// <summary>The longest frames that are believed: well above what Spark sends, and far below what would exhaust the machine.</summary>
internal static class WireLimits
{
    /// <summary>Bytes of a secret or of its answer: read before the other end has proved who it is.</summary>
    public const int SecretBytes = 4096;

    /// <summary>Bytes of a text: settings, paths, names.</summary>
    public const int TextBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of a function's command.</summary>
    public const int CommandBytes = 256 * 1024 * 1024;

    /// <summary>Bytes of the whole header, where it comes in one frame.</summary>
    public const int HeaderBytes = 512 * 1024 * 1024;

    /// <summary>Entries of a list: settings, resources, broadcasts, functions, arguments.</summary>
    public const int Entries = 1_000_000;

    /// <summary>Bytes of a broadcast that is kept in memory.</summary>
    public const long BroadcastBytes = 64L * 1024 * 1024 * 1024;
}
