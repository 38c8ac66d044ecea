namespace SparkNer.Files;

/// <summary>A format that rows are read from or written to.</summary>
public enum FileFormat
{
    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>One JSON object a line; the same as <see cref="Jsonl"/>, under the extension that Spark uses.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>Comma-separated values with a header, RFC 4180.</summary>
    Csv,

    /// <summary>One document a line.</summary>
    Text,
}
