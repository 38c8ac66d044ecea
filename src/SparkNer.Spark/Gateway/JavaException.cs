namespace SparkNer.Spark.Gateway;

/// <summary>Java code threw. <see cref="Exception.Message"/> is what helps; all the rest is in <see cref="JavaMessage"/> and <see cref="JavaStackTrace"/>.</summary>
public sealed class JavaException : Exception
{
    internal JavaException(string message, string javaClassName, string? javaMessage, string javaStackTrace, JavaException? cause)
        : base(message, cause) => (JavaClassName, JavaMessage, JavaStackTrace, Cause) = (javaClassName, javaMessage, javaStackTrace, cause);

    /// <summary>The exception's class, for example <c>org.apache.spark.sql.AnalysisException</c>.</summary>
    public string JavaClassName { get; }

    /// <summary>The whole message that it has in Java.</summary>
    public string? JavaMessage { get; }

    /// <summary>The whole Java stack trace, causes included; empty for a cause and where it could not be had.</summary>
    public string JavaStackTrace { get; }

    /// <summary>What caused it.</summary>
    public JavaException? Cause { get; }

    /// <summary>Whether Spark refused the query itself: an unknown column or table, a type that does not fit, wrong SQL.</summary>
    public bool IsAnalysisError => JavaClassName.EndsWith(".AnalysisException", StringComparison.Ordinal)
        || JavaClassName.EndsWith(".ParseException", StringComparison.Ordinal)
        || JavaClassName.EndsWith(".ExtendedAnalysisException", StringComparison.Ordinal);
}
