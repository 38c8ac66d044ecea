using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>What a session knows by name.</summary>
public sealed class Catalog
{
    private readonly SparkSession _session;

    internal Catalog(SparkSession session, JavaObject reference)
    {
        _session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The database in which names are looked up.</summary>
    public string CurrentDatabase() => Reference.CallText("currentDatabase");

    /// <summary>The tables and views: name, catalog, namespace, description, tableType, isTemporary.</summary>
    public DataFrame ListTables() => Rows("listTables");

    /// <summary>The functions, those that were registered included.</summary>
    public DataFrame ListFunctions() => Rows("listFunctions");

    /// <summary>Whether there is a table or a view of that name.</summary>
    public bool TableExists(string tableName) => Reference.Call<bool>("tableExists", tableName);

    /// <summary>Whether there is a function of that name.</summary>
    public bool FunctionExists(string functionName) => Reference.Call<bool>("functionExists", functionName);

    /// <summary>Takes a view's name back.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropTempView(string viewName) => Reference.Call<bool>("dropTempView", viewName);

    /// <summary>Takes a global view's name back.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropGlobalTempView(string viewName) => Reference.Call<bool>("dropGlobalTempView", viewName);

    /// <summary>Keeps a table's rows, once computed, in memory.</summary>
    public void CacheTable(string tableName) => Reference.Call("cacheTable", tableName);

    /// <summary>Whether a table's rows are kept.</summary>
    public bool IsCached(string tableName) => Reference.Call<bool>("isCached", tableName);

    /// <summary>Keeps a table's rows no longer.</summary>
    public void UncacheTable(string tableName) => Reference.Call("uncacheTable", tableName);

    /// <summary>Keeps no rows any longer.</summary>
    public void ClearCache() => Reference.Call("clearCache");

    /// <summary>Forgets what is known about a table's files.</summary>
    public void RefreshTable(string tableName) => Reference.Call("refreshTable", tableName);

    private DataFrame Rows(string method)
    {
        using JavaObject dataset = Reference.CallObject(method);
        return _session.DataFrame(dataset.CallObject("toDF"));
    }
}
