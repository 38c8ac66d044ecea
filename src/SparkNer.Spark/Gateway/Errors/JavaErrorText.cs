using SparkNer.Spark.Worker;

namespace SparkNer.Spark.Gateway.Errors;

/// <summary>Cuts out of Java's messages what helps.</summary>
internal static class JavaErrorText
{
    // They only carry another exception.
    private static readonly string[] Wrappers =
    [
        "java.lang.reflect.InvocationTargetException", "java.lang.reflect.UndeclaredThrowableException", "java.util.concurrent.ExecutionException",
        "java.util.concurrent.CompletionException",
    ];

    private const string WaitedInVain = "Exception thrown in awaitResult";

    /// <summary>The message for an exception and its causes, the outermost first.</summary>
    public static string Helpful(IReadOnlyList<Thrown> chain)
    {
        foreach (Thrown thrown in chain)
        {
            if (WorkerErrorText.TryExtract(thrown.Message, out string? ours))
            {
                return ours;
            }
        }

        Thrown first = chain.FirstOrDefault(Says) ?? chain[0];
        string text = WithoutStack(WithoutPlan(first));
        string simpleName = first.ClassName[(first.ClassName.LastIndexOf('.') + 1)..];
        return text.Length == 0 ? simpleName
            : first.ClassName.StartsWith("org.apache.spark.", StringComparison.Ordinal) ? text
            : $"{simpleName}: {text}";
    }

    private static bool Says(Thrown thrown) => !Wrappers.Contains(thrown.ClassName)
        && !string.IsNullOrWhiteSpace(thrown.Message)
        && !thrown.Message.StartsWith(WaitedInVain, StringComparison.Ordinal);

    // "...cannot be resolved.;\n'Project ['x]\n+- ...": the plan is long and is no help.
    private static string WithoutPlan(Thrown thrown)
    {
        string text = thrown.Message ?? "";
        int plan = thrown.ClassName.EndsWith("AnalysisException", StringComparison.Ordinal) ? text.IndexOf(";\n", StringComparison.Ordinal) : -1;
        return plan < 0 ? text : text[..plan];
    }

    private static string WithoutStack(string text)
    {
        int stack = text.IndexOf("\n\tat ", StringComparison.Ordinal);
        text = stack < 0 ? text : text[..stack];
        int driver = text.IndexOf("\nDriver stacktrace:", StringComparison.Ordinal);
        return (driver < 0 ? text : text[..driver]).Trim();
    }
}
