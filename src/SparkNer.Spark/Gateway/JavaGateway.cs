using System.Collections.Concurrent;
using System.Text;
using SparkNer.Spark.Gateway.Errors;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Gateway.Protocol;

namespace SparkNer.Spark.Gateway;

/// <summary>
/// Calls Java code in the JVM that Spark's driver runs in, by the gateway that Spark itself brings: stock Spark needs no jar of ours.
/// </summary>
/// <remarks>
/// <para>Thread-safe. Each thread has a connection of its own, opened when it first calls and closed after it ended, and the JVM serves it by a thread of its own: what Spark
/// keeps for a thread (job group, local properties, active session) is therefore kept for a .NET thread. Code that awaits may go on with another thread.</para>
/// <para>Java chooses between overloads by the arguments' types, loosely: a string also fits a <c>char</c> parameter (only its first character is then used), an
/// <see cref="int"/> also fits <c>long</c> and <c>double</c>. Where Java has both, give a <see cref="long"/> or a <see cref="double"/>, and avoid methods with overloads for <c>char</c>
/// and <c>String</c>. Scala's default arguments do not exist here: pass all of them.</para>
/// </remarks>
public sealed class JavaGateway : IDisposable
{
    // They were logged too; more would hide the first line of the message.
    private const int LinesOfAnEnd = 10;

    private readonly GatewayAddress _address;
    private readonly DriverJvm? _jvm;
    private readonly ConnectionLanes _lanes;
    private readonly ConcurrentQueue<string> _released = new();
    private int _alive;
    private volatile bool _disposed;

    private JavaGateway(GatewayAddress address, DriverJvm? jvm)
    {
        (_address, _jvm) = (address, jvm);
        _lanes = new ConnectionLanes(Open);
    }

    /// <summary>How many objects of the JVM are referred to from here, those that wait for their release included.</summary>
    public int LiveObjects => Volatile.Read(ref _alive);

    /// <summary>How many connections are open.</summary>
    public int OpenConnections => _lanes.Count;

    /// <summary>Connects to a JVM.</summary>
    /// <exception cref="GatewayException">It does not take the secret.</exception>
    /// <exception cref="GatewayClosedException">Nobody listens there.</exception>
    public static JavaGateway Connect(GatewayAddress address) => Connect(address, null);

    /// <summary>Connects to a JVM that we started. It is not ended by <see cref="Dispose"/>.</summary>
    /// <inheritdoc cref="Connect(GatewayAddress)"/>
    public static JavaGateway Connect(DriverJvm jvm) => Connect(jvm.Address, jvm);

    /// <summary>Calls a method of an object.</summary>
    /// <returns>null for a Java null and for void, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="string"/>, bytes, or a <see cref="JavaObject"/>.</returns>
    /// <exception cref="JavaException">The method threw.</exception>
    /// <exception cref="GatewayException">There is no such method for these arguments.</exception>
    /// <exception cref="GatewayClosedException">The JVM has ended.</exception>
    /// <exception cref="ArgumentException">An argument cannot travel: null, numbers, texts, bytes and <see cref="JavaObject"/>s can.</exception>
    public object? Call(JavaObject target, string method, params ReadOnlySpan<object?> arguments)
    {
        ObjectDisposedException.ThrowIf(target.IsReleased, target);
        object? answer = Execute(new Command(CommandKind.Call, target.Id, method, arguments));
        GC.KeepAlive(target);
        return answer;
    }

    /// <summary>Calls a static method of a class (<c>java.lang.Math</c>) given by its full name; a nested class is <c>Outer$Inner</c>.</summary>
    /// <inheritdoc cref="Call"/>
    public object? CallStatic(string className, string method, params ReadOnlySpan<object?> arguments) =>
        Execute(new Command(CommandKind.Call, "z:" + className, method, arguments));

    /// <summary>Makes an object of a class.</summary>
    /// <exception cref="GatewayException">There is no such class, or no such constructor for these arguments.</exception>
    /// <inheritdoc cref="Call"/>
    public JavaObject New(string className, params ReadOnlySpan<object?> arguments) =>
        As<JavaObject>(Execute(new Command(CommandKind.New, className, "", arguments)), className);

    /// <summary>A static field, or a Scala object: <c>StaticMember("org.apache.spark.sql.SparkSession$", "MODULE$")</c>.</summary>
    /// <exception cref="GatewayException">There is no such member.</exception>
    public object? StaticMember(string className, string member) => Execute(new Command(CommandKind.StaticMember, className, member));

    /// <summary>A field of an object.</summary>
    /// <exception cref="GatewayException">There is no such field.</exception>
    public object? Field(JavaObject target, string field)
    {
        object? answer = Execute(new Command(CommandKind.Field, target.Id, field));
        GC.KeepAlive(target);
        return answer;
    }

    /// <summary>What a full name is in the JVM.</summary>
    public JavaNameKind Find(string name) => Execute(new Command(CommandKind.Find, name)) is JavaNameKind.Class ? JavaNameKind.Class : JavaNameKind.NotAClass;

    /// <summary>Makes an array of nulls or zeros.</summary>
    public JavaObject NewArray(string elementClass, int length) => As<JavaObject>(Execute(new Command(CommandKind.NewArray, "", "", [elementClass, length])), elementClass);

    /// <summary>An element of an array. An index outside of it costs the connection: the JVM gives it up.</summary>
    public object? ArrayGet(JavaObject array, int index)
    {
        object? answer = Execute(new Command(CommandKind.ArrayGet, array.Id, "", [index]));
        GC.KeepAlive(array);
        return answer;
    }

    /// <summary>Sets an element of an array. An index outside of it costs the connection: the JVM gives it up.</summary>
    public void ArraySet(JavaObject array, int index, object? value)
    {
        Execute(new Command(CommandKind.ArraySet, array.Id, "", [index, value]));
        GC.KeepAlive(array);
    }

    /// <summary>An array's length.</summary>
    public int ArrayLength(JavaObject array)
    {
        int length = As<int>(Execute(new Command(CommandKind.ArrayLength, array.Id)), "length");
        GC.KeepAlive(array);
        return length;
    }

    /// <summary>Until it is disposed, the calling thread's calls go by a new connection: for a call that blocks while others must go on, or one that must not meet the thread's own state.</summary>
    public GatewayScope OpenConnection() => new(_lanes);

    /// <summary>Closes the connections; calls that wait for an answer fail. The JVM goes on.</summary>
    public void Dispose()
    {
        _disposed = true;
        _lanes.Dispose();
        _released.Clear();
    }

    internal static T As<T>(object? answer, string what) => answer switch
    {
        T fits => fits,
        int number when typeof(T) == typeof(long) => (T)(object)(long)number,
        int number when typeof(T) == typeof(double) => (T)(object)(double)number,
        long number when typeof(T) == typeof(double) => (T)(object)(double)number,
        null when default(T) is null => default!,
        _ => throw new GatewayException($"{what} answered {(answer is null ? "null" : "a " + answer.GetType().Name)}, expected was a {typeof(T).Name}"),
    };

    // From finalizers too: must not block and must not throw.
    internal void QueueRelease(string id)
    {
        if (!_disposed)
        {
            _released.Enqueue(id);
        }
    }

    private static JavaGateway Connect(GatewayAddress address, DriverJvm? jvm)
    {
        var gateway = new JavaGateway(address, jvm);
        try
        {
            gateway._lanes.Current();
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    private GatewayConnection Open()
    {
        try
        {
            return GatewayConnection.Open(_address);
        }
        catch (IOException e)
        {
            throw Ended($"connecting to port {_address.Port}", e);
        }
    }

    private object? Execute(in Command command)
    {
        GatewayConnection connection = _lanes.Current();
        try
        {
            Flush(connection);
            object? answer = Answer(connection.Send(command), command);
            KeepAlive(command.Arguments);
            return answer;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException && connection.IsClosed)
        {
            throw Ended(connection.Status, e);
        }
    }

    private void Flush(GatewayConnection connection)
    {
        if (!_released.IsEmpty)
        {
            _lanes.CloseEnded();
        }

        while (_released.TryDequeue(out string? id))
        {
            connection.Send(new Command(CommandKind.Release, id));
            Interlocked.Decrement(ref _alive);
        }
    }

    private object? Answer(Reply reply, in Command command) => reply.Kind switch
    {
        ReplyKind.Value when JavaValues.IsObject(reply.Type) => Wrap(reply.Payload),
        ReplyKind.Value when reply.Type == (byte)'c' && command.Kind == CommandKind.Find => JavaNameKind.Class,
        ReplyKind.Value when reply.Type is (byte)'p' or (byte)'o' && command.Kind == CommandKind.Find => JavaNameKind.NotAClass,
        ReplyKind.Value when reply.Type is (byte)'c' or (byte)'p' or (byte)'o' => throw new GatewayException($"{command.Target} has no static field {command.Member}"),
        ReplyKind.Value => JavaValues.Decode(reply.Type, reply.Payload),
        ReplyKind.Thrown => throw ThrownReader.Read(Wrap(reply.Payload)),
        ReplyKind.NoMember => throw new GatewayException($"{command.Target} has no member {command.Member}"),
        _ => throw new GatewayException($"the JVM refused {command.ToString()}: {Refusal(Escaping.Decode(reply.Payload))}"),
    };

    // "py4j.Py4JException: Method nope([class java.lang.Integer]) does not exist", and the gateway's own stack.
    private static string Refusal(string text)
    {
        const string Gateway = "py4j.Py4JException: ";
        string line = GatewayConnection.FirstLine(text);
        return line.StartsWith(Gateway, StringComparison.Ordinal) ? line[Gateway.Length..] : line;
    }

    private JavaObject Wrap(ReadOnlySpan<byte> id)
    {
        Interlocked.Increment(ref _alive);
        return new JavaObject(this, Encoding.ASCII.GetString(id));
    }

    private Exception Ended(string doing, Exception inner)
    {
        if (_disposed)
        {
            return new ObjectDisposedException(nameof(JavaGateway), $"the gateway was closed while {doing}");
        }

        JvmEnd? end = _jvm?.End();
        string what = end is { } known
            ? $"the Spark driver JVM has ended (exit status {known.ExitStatus})"
            : "the connection to the Spark driver JVM is lost: it has ended, or the connection was closed";
        string last = end is { LastLines.Count: > 0 } ? "\n" + string.Join('\n', end.LastLines.TakeLast(LinesOfAnEnd)) : "";
        return new GatewayClosedException($"{what} while {doing}; {LiveObjects} Java objects were referred to{last}", end?.ExitStatus, inner);
    }

    // The arguments' objects must not be given back by the garbage collector before the JVM has looked them up.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<object?> arguments) => _ = arguments.Length;
}
