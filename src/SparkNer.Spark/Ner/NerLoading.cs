using SparkNer.Onnx;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.Spark;

/// <summary>Sets models up on a Spark cluster: <c>spark.LoadNer(folder)</c>.</summary>
public static class NerLoading
{
    private const string BatchSetting = "spark.sql.execution.arrow.maxRecordsPerBatch";

    // A broadcast's blocks are sent to every executor and pass through the JVM's memory piece by piece; beyond this a folder on the nodes is the better way.
    private const long MostBroadcast = 2L << 30;

    /// <summary>Checks a model, hashes it, and sends it to the executors once, so that its functions can be used on data frames and in SQL.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="model">
    /// The model folder: a local path, or a URI that Spark's Hadoop layer reads (<c>hdfs://</c>, <c>s3a://</c>, <c>file:</c>), which is copied to a temporary folder first.
    /// </param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <returns>The model on this cluster; dispose it after the last query that uses it.</returns>
    /// <exception cref="ModelFormatException">The folder is missing, incomplete or broken; the message names the file and what to do.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or does not fit the model or another.</exception>
    /// <exception cref="InvalidOperationException">It is not known which program the executors shall start, or a setting names another; the message says what to pass.</exception>
    public static NerModel LoadNer(this SparkSession spark, string model, NerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spark);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        options ??= new NerOptions();

        // What is wrong with the options shows before anything is copied.
        IReadOnlyList<LayoutColumn> columns = NerOptionsCheck.Columns(options);
        string program = Program(spark, options);
        using RemoteModel? remote = RemoteModel.IsUri(model) ? RemoteModel.Copy(spark, model) : null;

        // A copy has another path and time each time, so it is known by its content.
        var folder = remote is null ? ModelFolder.Open(model) : ModelFolder.Open(remote.Folder, new ModelStore(ModelStore.Default.Folder) { ByContent = true, SourceName = model });
        NerOptionsCheck.AgainstModel(folder, options.Annotator);
        SetBatchSize(spark, options);
        bool byPath = options.ShipModel == ModelShipping.Path || (options.ShipModel == ModelShipping.Auto && ModelPackage.LengthOf(folder) > MostBroadcast);
        if (byPath && remote is not null && options.ExecutorModelPath is null)
        {
            throw new ArgumentException(
                $"The model '{model}' is to be read from a path on the executors, but it is not on their disks: put the folder on every node and name it, or broadcast it.",
                nameof(NerOptions.ExecutorModelPath));
        }

        JavaBroadcast? broadcast = byPath ? null : spark.SparkContext.Broadcast(stream => ModelPackage.Write(folder, stream));
        var command = NerCommand.Of(folder, options, columns, [NerInput.Text], byPath);
        return new NerModel(spark, folder, options, command, program, broadcast);
    }

    internal static string Program(SparkSession spark, NerOptions options)
    {
        RuntimeConfig conf = spark.Conf();
        return new WorkerProgram
        {
            Option = options.WorkerExecutable,
            Configured = conf.Get(WorkerProgram.Setting, null),
            Master = spark.SparkContext.Master,
            Archives = WorkerProgram.ArchivesOf(name => conf.Get(name, null)),
        }.Find();
    }

    private static void SetBatchSize(SparkSession spark, NerOptions options)
    {
        if (options.MaxRecordsPerBatch is not { } rows)
        {
            return;
        }

        // Asking for the setting itself would answer Spark's default, too.
        RuntimeConfig conf = spark.Conf();
        using var given = (Gateway.JavaObject)conf.Reference.Call("getAll")!;
        if (!given.Call<bool>("contains", BatchSetting))
        {
            conf.Set(BatchSetting, rows);
        }
    }
}
