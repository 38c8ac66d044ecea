namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>Bytes that every executor gets once. They stay available as long as this is not disposed: the JVM drops a broadcast that nobody refers to.</summary>
/// <remarks>
/// A worker of an encrypted session gets the bytes with no length, so what is broadcast must tell its own. Without encryption the bytes lie in a file of the
/// driver's temporary folder, which is the JVM's to delete.
/// </remarks>
public sealed class JavaBroadcast : IDisposable
{
    private const string PythonUtils = "org.apache.spark.api.python.PythonUtils";
    private const string PythonRdd = "org.apache.spark.api.python.PythonRDD";
    private const string SparkUtils = "org.apache.spark.util.Utils";

    private readonly JavaObject _content;

    private JavaBroadcast(JavaObject content, JavaObject broadcast, long id, bool isEncrypted) =>
        (_content, Broadcast, Id, IsEncrypted) = (content, broadcast, id, isEncrypted);

    /// <summary>The <c>org.apache.spark.broadcast.Broadcast</c>, for a function's list.</summary>
    public JavaObject Broadcast { get; }

    /// <summary>Spark's number for it.</summary>
    public long Id { get; }

    /// <summary>Whether the session asks for encryption (<c>spark.io.encryption.enabled</c>): the bytes then never touch a disk in the clear.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Broadcasts what <paramref name="write"/> writes.</summary>
    /// <param name="javaSparkContext">The <c>JavaSparkContext</c>.</param>
    /// <param name="write">Writes the bytes, from the first to the last, to a stream that cannot be read or sought.</param>
    /// <exception cref="JavaException">Spark refused.</exception>
    public static JavaBroadcast Create(JavaObject javaSparkContext, Action<Stream> write)
    {
        JavaGateway gateway = javaSparkContext.Gateway;
        bool encrypted = JavaGateway.As<bool>(gateway.CallStatic(PythonUtils, "isEncryptionEnabled", javaSparkContext), "isEncryptionEnabled");
        string path = Path.Combine(TemporaryFolder(javaSparkContext), "broadcast-" + Guid.NewGuid().ToString("N"));
        JavaObject content = encrypted ? Send(gateway, path, write) : Save(gateway, path, write);
        try
        {
            JavaObject broadcast = javaSparkContext.Call<JavaObject>("broadcast", content);
            long id = broadcast.Call<long>("id");
            content.Call("setBroadcastId", id);
            return new JavaBroadcast(content, broadcast, id, encrypted);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the bytes everywhere; functions that use them fail from now on.</summary>
    public void Destroy()
    {
        Broadcast.Call("destroy");
        Dispose();
    }

    /// <summary>Gives the references back. Spark deletes the bytes some time after the last query that uses them.</summary>
    public void Dispose()
    {
        Broadcast.Dispose();
        _content.Dispose();
    }

    private static JavaObject Save(JavaGateway gateway, string path, Action<Stream> write)
    {
        try
        {
            using (FileStream file = File.Create(path))
            {
                write(file);
            }

            return JavaGateway.As<JavaObject>(gateway.CallStatic(PythonRdd, "setupBroadcast", path), "setupBroadcast");
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // The file is made, encrypted, by the JVM.
    private static JavaObject Send(JavaGateway gateway, string path, Action<Stream> write)
    {
        var content = JavaGateway.As<JavaObject>(gateway.CallStatic(PythonRdd, "setupBroadcast", path), "setupBroadcast");
        try
        {
            using var server = JvmServer.Connect(content.Call<JavaObject>("setupEncryptionServer"));
            var chunks = new ChunkStream(server.Output);
            write(chunks);
            chunks.Complete();
            content.Call("waitTillDataReceived");
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    // Private to the user, below the folder that the user chose for Spark's temporary files (spark.local.dir), deleted when the JVM ends.
    private static string TemporaryFolder(JavaObject javaSparkContext)
    {
        JavaGateway gateway = javaSparkContext.Gateway;
        using JavaObject context = javaSparkContext.Call<JavaObject>("sc");
        using JavaObject conf = context.Call<JavaObject>("conf");
        object? local = gateway.CallStatic(SparkUtils, "getLocalDir", conf);
        using var folder = JavaGateway.As<JavaObject>(gateway.CallStatic(SparkUtils, "createTempDir", local, "sparkner"), "createTempDir");
        return folder.Call<string>("getAbsolutePath");
    }
}
