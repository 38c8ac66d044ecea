namespace SparkNer.Spark.Gateway;

/// <summary>
/// A reference to an object in the JVM, which lives there as long as this does. Disposing gives it back early; otherwise the garbage collector does it. Given-back
/// objects are released in the JVM before the next command.
/// </summary>
/// <remarks>Thread-safe: each thread calls by its own connection.</remarks>
public sealed class JavaObject : IDisposable
{
    private int _released;

    internal JavaObject(JavaGateway gateway, string id) => (Gateway, Id) = (gateway, id);

    /// <summary>Gives the object back to the JVM.</summary>
    ~JavaObject() => Release();

    /// <summary>The JVM that it is in.</summary>
    public JavaGateway Gateway { get; }

    /// <summary>Its number there.</summary>
    public string Id { get; }

    internal bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <summary>Calls a method.</summary>
    /// <returns>null for a Java null and for void, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, bytes, or a <see cref="JavaObject"/>.</returns>
    /// <inheritdoc cref="JavaGateway.Call"/>
    public object? Call(string method, params ReadOnlySpan<object?> arguments) => Gateway.Call(this, method, arguments);

    /// <summary>Calls a method that answers a <typeparamref name="T"/>. A number is widened to a long or a double.</summary>
    /// <exception cref="GatewayException">It answered something else, or null where <typeparamref name="T"/> cannot be.</exception>
    /// <inheritdoc cref="JavaGateway.Call"/>
    public T Call<T>(string method, params ReadOnlySpan<object?> arguments) => JavaGateway.As<T>(Gateway.Call(this, method, arguments), method);

    /// <summary>The object's own text (<c>toString</c>, asked of the JVM).</summary>
    public override string ToString() => IsReleased ? $"{Id} (released)" : Call("toString") as string ?? "null";

    /// <summary>Gives the object back to the JVM.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            Gateway.QueueRelease(Id);
        }
    }
}
