using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Streaming;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Rows with named columns, as a plan that Spark runs when something is asked of it. Immutable and thread-safe.</summary>
/// <remarks>
/// Methods that make another data frame only plan; what is wrong with the plan (an unknown column) is thrown as a <see cref="JavaException"/> whose
/// <see cref="JavaException.IsAnalysisError"/> is true. Methods that run a job throw one that tells why the job failed.
/// </remarks>
public sealed partial class DataFrame
{
    private readonly Lazy<StructType> _schema;

    internal DataFrame(SparkSession session, JavaObject reference)
    {
        Session = session;
        Reference = reference;
        _schema = new Lazy<StructType>(ReadSchema);
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The session that it belongs to.</summary>
    public SparkSession Session { get; }

    private JavaGateway Gateway => Session.Gateway;

    /// <summary>A column by its name.</summary>
    /// <exception cref="JavaException">There is none of that name.</exception>
    public Column this[string columnName] => Col(columnName);

    /// <summary>A column by its name, of this data frame also in a join.</summary>
    /// <exception cref="JavaException">There is none of that name.</exception>
    public Column Col(string columnName) => new(Reference.CallObject("col", columnName));

    /// <summary>The columns with their types, nested nullability and metadata included.</summary>
    public StructType Schema() => _schema.Value;

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns() => Schema().Names;

    /// <summary>The columns' names and types in their short form.</summary>
    public IEnumerable<(string Name, string Type)> DTypes() => Schema().Select(f => (f.Name, f.DataType.SimpleString));

    /// <summary>The schema as a tree.</summary>
    /// <param name="level">How many levels; 0: all.</param>
    public string TreeString(int level = 0) => Schema().TreeString(level);

    /// <summary>Prints the schema as a tree.</summary>
    /// <param name="level">How many levels; 0: all.</param>
    public void PrintSchema(int level = 0) => Console.WriteLine(TreeString(level));

    /// <summary>The plan as text.</summary>
    /// <param name="mode"><c>simple</c>, <c>extended</c>, <c>codegen</c>, <c>cost</c> or <c>formatted</c>.</param>
    public string ExplainString(string mode = "simple")
    {
        using JavaObject execution = Reference.CallObject("queryExecution");
        return (string)Gateway.CallStatic("org.apache.spark.sql.api.python.PythonSQLUtils", "explainString", execution, mode)!;
    }

    /// <summary>Prints the plan.</summary>
    public void Explain(bool extended = false) => Explain(extended ? "extended" : "simple");

    /// <summary>Prints the plan.</summary>
    /// <param name="mode"><c>simple</c>, <c>extended</c>, <c>codegen</c>, <c>cost</c> or <c>formatted</c>.</param>
    public void Explain(string mode) => Console.WriteLine(ExplainString(mode));

    /// <summary>Whether it grows: it comes from <see cref="SparkSession.ReadStream"/>.</summary>
    public bool IsStreaming() => Reference.Call<bool>("isStreaming");

    /// <summary>Whether it needs no executors.</summary>
    public bool IsLocal() => Reference.Call<bool>("isLocal");

    /// <summary>Gives it a name for SQL, until the session ends or another one takes the name.</summary>
    public void CreateOrReplaceTempView(string viewName) => Reference.Call("createOrReplaceTempView", viewName);

    /// <summary>Gives it a name for SQL.</summary>
    /// <exception cref="JavaException">The name is taken.</exception>
    public void CreateTempView(string viewName) => Reference.Call("createTempView", viewName);

    /// <summary>Gives it a name for the SQL of all sessions: <c>global_temp.NAME</c>.</summary>
    public void CreateOrReplaceGlobalTempView(string viewName) => Reference.Call("createOrReplaceGlobalTempView", viewName);

    /// <summary>Writes it to files or a table.</summary>
    public DataFrameWriter Write() => new(Reference.CallObject("write"));

    /// <summary>Writes what grows.</summary>
    public DataStreamWriter WriteStream() => new(Reference.CallObject("writeStream"));

    /// <summary>The schema in short.</summary>
    public override string ToString() => $"[{string.Join(", ", Schema().Select(f => $"{f.Name}: {f.DataType.SimpleString}"))}]";

    private StructType ReadSchema()
    {
        using JavaObject schema = Reference.CallObject("schema");
        return (StructType)DataType.FromJson(schema.CallText("json"));
    }
}
