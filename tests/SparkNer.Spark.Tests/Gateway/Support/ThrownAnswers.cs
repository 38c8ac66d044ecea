namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>What a JVM answers when it is asked about exceptions: each has an id, a class, a message and perhaps a cause.</summary>
internal sealed class ThrownAnswers
{
    private readonly Dictionary<string, (string Class, string? Message, string? Cause)> _known = [];
    private readonly Dictionary<string, string> _classes = [];

    public ThrownAnswers Add(string id, string className, string? message, string? cause = null)
    {
        _known[id] = (className, message, cause);
        return this;
    }

    /// <summary>The reply; null if the question is about something else.</summary>
    public string? Answer(FakeCommand command) => command.Lines switch
    {
        ["i", "java.io.StringWriter", "e"] => "!yrsw",
        ["i", "java.io.PrintWriter", "rsw", "e"] => "!yrpw",
        ["c", "sw", "toString", "e"] => "!ysthe stack\\n\tat a.b.c(D.java:1)",
        ["m", "d", "sw" or "pw", "e"] => "!yv",
        ["m", "d", var id, "e"] when _known.ContainsKey(id) || _classes.ContainsKey(id) => "!yv",
        ["c", var id, "getName", "e"] when _classes.TryGetValue(id, out string? name) => "!ys" + name,
        ["c", var id, var method, .. var arguments] when _known.TryGetValue(id, out (string Class, string? Message, string? Cause) thrown) => (method, arguments) switch
        {
            ("getClass", ["e"]) => Class(id, thrown.Class),
            ("getMessage", ["e"]) => thrown.Message is { } text ? "!ys" + text : "!yn",
            ("getCause", ["e"]) => thrown.Cause is { } cause ? "!yr" + cause : "!yn",
            ("printStackTrace", ["rpw", "e"]) => "!yv",
            _ => null,
        },
        _ => null,
    };

    private string Class(string id, string name)
    {
        _classes["class-" + id] = name;
        return "!yrclass-" + id;
    }
}
