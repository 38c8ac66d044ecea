using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Sql;

namespace SparkNer.Spark;

/// <summary>A Spark application: its executors, the files it ships to them, its jobs. Thread-safe.</summary>
public sealed class SparkContext
{
    private readonly SparkApplication _application;
    private readonly Lazy<JavaObject> _scala;

    internal SparkContext(SparkApplication application)
    {
        _application = application;
        _scala = new Lazy<JavaObject>(() => application.JavaContext.CallObject("sc"));
    }

    /// <summary>The <c>JavaSparkContext</c> in the JVM.</summary>
    public JavaObject Reference => _application.JavaContext;

    /// <summary>Spark's number for the application.</summary>
    public string ApplicationId => Scala.CallText("applicationId");

    /// <summary>The application's name.</summary>
    public string AppName => Scala.CallText("appName");

    /// <summary>Where the executors run.</summary>
    public string Master => Scala.CallText("master");

    /// <summary>Whether the executors are threads of the driver.</summary>
    public bool IsLocal => Scala.Call<bool>("isLocal");

    /// <summary>Spark's version.</summary>
    public string Version => _application.VersionText;

    /// <summary>How many partitions Spark makes where nothing else decides.</summary>
    public int DefaultParallelism => Scala.Call<int>("defaultParallelism");

    /// <summary>The page that shows the jobs; null if there is none.</summary>
    public string? UiWebUrl
    {
        get
        {
            using JavaObject option = Scala.CallObject("uiWebUrl");
            return option.Call<bool>("isDefined") ? option.CallText("get") : null;
        }
    }

    private JavaObject Scala => _scala.Value;

    /// <summary>A copy of the application's settings.</summary>
    public SparkConf GetConf() => new(Scala.CallObject("getConf"));

    /// <summary>Ships a file, or a folder, to every executor's files folder: see <see cref="SparkFiles"/>.</summary>
    /// <param name="path">A local path or one that Hadoop reads.</param>
    /// <param name="recursive">Whether it may be a folder.</param>
    public void AddFile(string path, bool recursive = false) => Scala.Call("addFile", path, recursive);

    /// <summary>Ships an archive to every executor, which unpacks it. <c>x.tar.gz#name</c> names the folder.</summary>
    public void AddArchive(string path) => Scala.Call("addArchive", path);

    /// <summary>Sends bytes to every executor that runs a function with this broadcast, once each.</summary>
    /// <param name="write">Writes the bytes, which must tell their own length: see <see cref="JavaBroadcast"/>.</param>
    public JavaBroadcast Broadcast(Action<Stream> write) => JavaBroadcast.Create(Reference, write);

    /// <inheritdoc cref="Broadcast(Action{Stream})"/>
    public JavaBroadcast Broadcast(ReadOnlyMemory<byte> content) => Broadcast(stream => stream.Write(content.Span));

    /// <summary>The description of the jobs that this thread starts from now on; null for none.</summary>
    public void SetJobDescription(string? value) => Scala.Call("setJobDescription", value);

    /// <summary>The group of the jobs that this thread starts from now on.</summary>
    /// <param name="groupId">The group: what <see cref="CancelJobGroup"/> takes.</param>
    /// <param name="description">What a person reads.</param>
    /// <param name="interruptOnCancel">Whether cancelling interrupts the tasks' threads.</param>
    public void SetJobGroup(string groupId, string description, bool interruptOnCancel = false) =>
        Scala.Call("setJobGroup", groupId, description, interruptOnCancel);

    /// <summary>The jobs that this thread starts from now on belong to no group.</summary>
    public void ClearJobGroup() => Scala.Call("clearJobGroup");

    /// <summary>A property of the jobs that this thread starts from now on; null takes it back.</summary>
    public void SetLocalProperty(string key, string? value) => Scala.Call("setLocalProperty", key, value);

    /// <summary>A property of the jobs that this thread starts; null if it is not set.</summary>
    public string? GetLocalProperty(string key) => Scala.Call("getLocalProperty", key) as string;

    /// <summary>Cancels the running jobs of a group, whoever started them. Call it from another thread than the one that waits for the job.</summary>
    public void CancelJobGroup(string groupId) => Scala.Call("cancelJobGroup", groupId);

    /// <summary>Cancels all running jobs. Call it from another thread than the one that waits for a job.</summary>
    public void CancelAllJobs() => Scala.Call("cancelAllJobs");

    /// <summary>What the JVM logs: <c>ALL</c>, <c>DEBUG</c>, <c>INFO</c>, <c>WARN</c>, <c>ERROR</c>, <c>FATAL</c>, <c>OFF</c>.</summary>
    public void SetLogLevel(string logLevel) => Scala.Call("setLogLevel", logLevel);

    /// <summary>Where streaming and <c>checkpoint</c> keep their state.</summary>
    public void SetCheckpointDir(string directory) => Scala.Call("setCheckpointDir", directory);

    /// <summary>Stops the application.</summary>
    public void Stop() => _application.Dispose();
}
