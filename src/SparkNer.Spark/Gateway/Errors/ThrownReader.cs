namespace SparkNer.Spark.Gateway.Errors;

/// <summary>Asks the JVM what an exception says.</summary>
internal static class ThrownReader
{
    // A chain of causes can be a ring.
    private const int DeepestCause = 16;

    /// <summary>Reads an exception with its causes, and gives it back.</summary>
    public static JavaException Read(JavaObject thrown)
    {
        var chain = new List<Thrown>();
        string stack = "";
        try
        {
            JavaObject? next = thrown;
            while (next is not null && chain.Count < DeepestCause)
            {
                using JavaObject current = next;
                chain.Add(new Thrown(ClassName(current), current.Call("getMessage") as string));
                if (chain.Count == 1)
                {
                    stack = StackOf(current);
                }

                next = current.Call("getCause") as JavaObject;
            }

            next?.Dispose();
        }
        catch (GatewayException)
        {
            // The JVM died over it, or the class hides its methods: what was read so far says more than this.
        }

        return Build(chain, stack);
    }

    /// <summary>The exception of a chain, the outermost first.</summary>
    internal static JavaException Build(IReadOnlyList<Thrown> chain, string stack)
    {
        JavaException? inner = null;
        for (int i = chain.Count - 1; i > 0; i--)
        {
            inner = new JavaException(JavaErrorText.Helpful([.. chain.Skip(i)]), chain[i].ClassName, chain[i].Message, "", inner);
        }

        return chain.Count == 0
            ? new JavaException("a call failed in the JVM, and the error could not be read", "java.lang.Throwable", null, stack, null)
            : new JavaException(JavaErrorText.Helpful(chain), chain[0].ClassName, chain[0].Message, stack, inner);
    }

    private static string ClassName(JavaObject thrown)
    {
        using var type = thrown.Call<JavaObject>("getClass");
        return type.Call<string>("getName");
    }

    private static string StackOf(JavaObject thrown)
    {
        using JavaObject text = thrown.Gateway.New("java.io.StringWriter");
        using JavaObject writer = thrown.Gateway.New("java.io.PrintWriter", text);
        thrown.Call("printStackTrace", writer);
        return text.ToString();
    }
}
