namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>How the JVM answered a command.</summary>
internal enum ReplyKind
{
    /// <summary>With a value.</summary>
    Value,

    /// <summary>The called code threw; the payload is the exception's id.</summary>
    Thrown,

    /// <summary>The call could not be made; the payload is the text, escaped.</summary>
    Refused,

    /// <summary>There is no such member.</summary>
    NoMember,

    /// <summary>The connection cannot be used any more; the payload is the text, escaped.</summary>
    Fatal,
}
