using System.Text;
using System.Text.Json;
using SparkNer.Arrow;
using SparkNer.Spark.Worker.Tasks;

namespace SparkNer.Spark.Tests.Support;

/// <summary>A task as the JVM of a version of Spark sends it.</summary>
internal sealed record TaskScript
{
    public const int Scalar = 200;
    public const int MapInArrow = 207;

    public static readonly string[] Versions = ["3.5.9", "4.0.4", "4.1.4", "4.2.1", "4.3.0"];

    public string Version { get; init; } = "4.3.0";

    public string? PythonVersion { get; init; }

    public int EvalType { get; init; } = Scalar;

    public int Partition { get; init; } = 3;

    public int Stage { get; init; } = 5;

    public int Attempt { get; init; } = 1;

    public long AttemptId { get; init; } = 1L << 40;

    public int Cpus { get; init; } = 2;

    public bool IsBarrier { get; init; }

    public string FilesFolder { get; init; } = "/files";

    public IReadOnlyList<string> Includes { get; init; } = [];

    public IReadOnlyDictionary<string, string> LocalProperties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> RunnerSettings { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> EvalSettings { get; init; } = new Dictionary<string, string>();

    public string? Profiler { get; init; }

    /// <summary>Numbers, and paths of those that are new; a null path with a server.</summary>
    public IReadOnlyList<(long Id, string? Path)> Broadcasts { get; init; } = [];

    /// <summary>The server's port and secret, or, with the port -1, its path.</summary>
    public (int Port, string SecretOrPath)? BroadcastServer { get; init; }

    public IReadOnlyList<FunctionCall> Calls { get; init; } = [];

    private SparkVersion Spark => SparkVersion.TryParse(Version, out SparkVersion version) ? version : throw new InvalidOperationException(Version);

    private bool Since(int major, int minor) => Spark >= new SparkVersion(major, minor);

    /// <summary>A call of functions on columns, all positional.</summary>
    public static FunctionCall Call(int[] columns, params string[] commands) =>
        new([.. columns.Select(c => new ArgumentReference(c, null))], [.. commands.Select(c => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(c)))]);

    public static TaskScript Of(string version, params FunctionCall[] calls) => new() { Version = version, Calls = calls };

    /// <summary>The header, and an Arrow stream, and the end of the task.</summary>
    public byte[] Bytes(ArrowSchema schema, params RecordBatch[] batches)
    {
        var writer = new JavaWriter();
        writer.Raw(Header());
        var arrow = new ArrowStreamWriter(writer.Stream, schema);
        arrow.WriteSchema();
        foreach (RecordBatch batch in batches)
        {
            arrow.WriteBatch(batch);
        }

        arrow.WriteEnd();
        return writer.Int(-4).ToArray();
    }

    /// <summary>The same for one column of texts.</summary>
    public byte[] Bytes(params string?[][] batches) =>
        Bytes(TestData.Schema("_0"), [.. batches.Select(b => TestData.Batch(TestData.Texts(b)))]);

    public byte[] Header()
    {
        byte[] fields = Fields();
        return Since(4, 3) ? new JavaWriter().Int(-8).Blob(fields).ToArray() : fields;
    }

    private byte[] Fields()
    {
        var writer = new JavaWriter();
        writer.Int(Partition).Utf(PythonVersion ?? "sparkner;spark=" + Version);
        if (Since(4, 2))
        {
            writer.Utf(ContextJson());
        }
        else
        {
            WriteContext(writer);
        }

        writer.Utf(FilesFolder).Int(Includes.Count);
        foreach (string include in Includes)
        {
            writer.Utf(include);
        }

        WriteBroadcasts(writer);
        writer.Int(EvalType).Pairs(RunnerSettings);
        if (Since(4, 2))
        {
            writer.Pairs(EvalSettings);
        }
        else if (Since(4, 0))
        {
            writer.Bool(Profiler is not null);
            if (Profiler is not null)
            {
                writer.Utf(Profiler);
            }
        }

        WriteCalls(writer);
        return writer.ToArray();
    }

    private string ContextJson() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["somethingNew"] = new { a = new[] { 1, 2 } },
        ["isBarrier"] = IsBarrier,
        ["connInfo"] = -1,
        ["secret"] = "xyz",
        ["stageId"] = Stage,
        ["partitionId"] = Partition,
        ["attemptNumber"] = Attempt,
        ["taskAttemptId"] = AttemptId,
        ["cpus"] = Cpus,
        ["cpuAmount"] = 1.5,
        ["resources"] = new { gpu = new { name = "gpu", addresses = new[] { "0" } } },
        ["localProperties"] = LocalProperties,
    });

    private void WriteContext(JavaWriter writer)
    {
        writer.Bool(IsBarrier);
        if (!Since(4, 1))
        {
            writer.Int(IsBarrier ? 4711 : 0).Utf(IsBarrier ? "barrier" : "");
        }
        else if (IsBarrier)
        {
            writer.Int(-1).Utf("/barrier.sock");
        }

        writer.Int(Stage).Int(Partition).Int(Attempt).Long(AttemptId).Int(Cpus);
        writer.Int(1).Utf("gpu").Utf("gpu").Int(2).Utf("0").Utf("1");
        writer.Pairs(LocalProperties);
    }

    private void WriteBroadcasts(JavaWriter writer)
    {
        writer.Bool(BroadcastServer is not null).Int(Broadcasts.Count);
        if (BroadcastServer is var (port, secretOrPath))
        {
            writer.Int(port).Utf(secretOrPath);
        }

        foreach ((long id, string? path) in Broadcasts)
        {
            writer.Long(id);
            if (id >= 0 && path is not null)
            {
                writer.Utf(path);
            }
        }
    }

    private void WriteCalls(JavaWriter writer)
    {
        bool hasNames = Since(4, 2) || (Since(4, 0) && EvalType is not (MapInArrow or 205));
        writer.Int(Calls.Count);
        foreach (FunctionCall call in Calls)
        {
            writer.Int(call.Arguments.Count);
            foreach (ArgumentReference argument in call.Arguments)
            {
                writer.Int(argument.Column);
                if (hasNames)
                {
                    writer.Bool(argument.Name is not null);
                    if (argument.Name is not null)
                    {
                        writer.Utf(argument.Name);
                    }
                }
            }

            writer.Int(call.Commands.Count);
            foreach (ReadOnlyMemory<byte> command in call.Commands)
            {
                writer.Blob(command.ToArray());
            }

            if (Since(4, 2) || Profiler is not null)
            {
                writer.Long(77);
            }
        }
    }
}
