using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Streaming;

namespace SparkNer.Spark.Sql;

/// <summary>The way into Spark: reads data, runs SQL, holds settings. Thread-safe.</summary>
/// <remarks>
/// Disposing the session that <see cref="Builder()"/> made stops the application; disposing one of <see cref="NewSession"/> does nothing. Spark keeps job groups,
/// descriptions and local properties for a thread; here it is the .NET thread that calls.
/// </remarks>
public sealed partial class SparkSession : IDisposable
{
    private static readonly Lock StartLock = new();
    private static SparkSession? _active;

    private readonly bool _isChild;
    private readonly Lazy<SparkContext> _context;
    private readonly Lazy<Catalog> _catalog;

    internal SparkSession(SparkApplication application, JavaObject reference, bool isChild = false)
    {
        Application = application;
        Reference = reference;
        _isChild = isChild;
        _context = new Lazy<SparkContext>(() => new SparkContext(Application));
        _catalog = new Lazy<Catalog>(() => new Catalog(this, Reference.CallObject("catalog")));
        PythonFunctions = new PythonFunctionFactory(this);
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The connection to the JVM, for what this API lacks.</summary>
    public JavaGateway Gateway => Application.Gateway;

    /// <summary>The application.</summary>
    public SparkContext SparkContext => _context.Value;

    /// <summary>What the session knows by name.</summary>
    public Catalog Catalog => _catalog.Value;

    internal SparkApplication Application { get; }

    /// <summary>Functions that our worker runs.</summary>
    internal PythonFunctionFactory PythonFunctions { get; }

    /// <summary>Sets up a session.</summary>
    public static Builder Builder() => new();

    /// <summary>The session that is running.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static SparkSession Active() =>
        GetActiveSession() ?? throw new InvalidOperationException("No Spark session is running. Make one with SparkSession.Builder().GetOrCreate().");

    /// <summary>The session that is running; null if there is none.</summary>
    public static SparkSession? GetActiveSession()
    {
        lock (StartLock)
        {
            return _active is { Application.IsStopped: false } active ? active : null;
        }
    }

    /// <summary>The session's settings.</summary>
    public RuntimeConfig Conf() => new(Reference.CallObject("conf"));

    /// <summary>Reads data.</summary>
    public DataFrameReader Read() => new(this, Reference.CallObject("read"));

    /// <summary>Reads data that grows.</summary>
    public DataStreamReader ReadStream() => new(this, Reference.CallObject("readStream"));

    /// <summary>Functions that SQL can call by name.</summary>
    public UdfRegistration Udf() => new(Reference.CallObject("udf"));

    /// <summary>What a SQL statement gives. Commands run at once, queries when something is asked of them.</summary>
    /// <exception cref="JavaException">The SQL is wrong, or names what does not exist.</exception>
    public DataFrame Sql(string sqlText) => DataFrame(Reference.CallObject("sql", sqlText));

    /// <summary>What a SQL statement with named parameters (<c>:name</c>) gives.</summary>
    /// <param name="sqlText">The statement.</param>
    /// <param name="arguments">The parameters' values: what <see cref="Functions.Lit"/> takes, where tinyint and smallint become int, and float double.</param>
    /// <exception cref="JavaException">The SQL is wrong, or names what does not exist.</exception>
    public DataFrame Sql(string sqlText, IReadOnlyDictionary<string, object?> arguments)
    {
        using JavaObject map = Gateway.New("java.util.HashMap");
        foreach ((string name, object? value) in arguments)
        {
            (map.Call("put", name, Functions.Lit(Literal(value)).On(Gateway)) as JavaObject)?.Dispose();
        }

        return DataFrame(Reference.CallObject("sql", sqlText, map));
    }

    /// <summary>A table or a view.</summary>
    /// <exception cref="JavaException">There is none of that name.</exception>
    public DataFrame Table(string tableName) => DataFrame(Reference.CallObject("table", tableName));

    /// <summary>The numbers from 0 on, less than the end, as <c>id</c>.</summary>
    public DataFrame Range(long end) => Range(0, end);

    /// <summary>Numbers, less than the end, as <c>id</c>.</summary>
    public DataFrame Range(long start, long end, long step = 1)
    {
        using JavaObject numbers = Reference.CallObject("range", start, end, step);
        return DataFrame(numbers.CallObject("toDF"));
    }

    /// <summary>Numbers, less than the end, as <c>id</c>, in so many partitions.</summary>
    public DataFrame Range(long start, long end, long step, int numPartitions)
    {
        using JavaObject numbers = Reference.CallObject("range", start, end, step, numPartitions);
        return DataFrame(numbers.CallObject("toDF"));
    }

    /// <summary>A session of the same application with settings, views and functions of its own.</summary>
    public SparkSession NewSession() => new(Application, Reference.CallObject("newSession"), isChild: true);

    /// <summary>Spark's version, for example <c>4.1.4</c>.</summary>
    public string Version() => Application.VersionText;

    /// <summary>Stops the application, its executors and, if it was started here, the JVM.</summary>
    public void Stop() => Application.Dispose();

    /// <summary>Stops the application, unless this is a session of <see cref="NewSession"/>.</summary>
    public void Dispose()
    {
        if (!_isChild)
        {
            Stop();
        }
    }

    internal static SparkSession GetOrStart(SparkOptions options)
    {
        lock (StartLock)
        {
            if (_active is { Application.IsStopped: false } active)
            {
                active.Apply(options.Settings);
                return active;
            }

            return _active = SparkStart.Session(options);
        }
    }

    internal DataFrame DataFrame(JavaObject reference) => new(this, reference);

    /// <summary>Spark takes nothing but literals for parameters; these types' are conversions.</summary>
    private static object? Literal(object? value) => value switch
    {
        sbyte n => (int)n,
        short n => (int)n,
        float n => (double)n,
        _ => value,
    };

    /// <summary>What can still be changed is changed, as Spark's own builder does.</summary>
    private void Apply(IReadOnlyDictionary<string, string> settings)
    {
        RuntimeConfig conf = Conf();
        foreach ((string key, string value) in settings)
        {
            if (conf.IsModifiable(key))
            {
                conf.Set(key, value);
            }
        }
    }
}
