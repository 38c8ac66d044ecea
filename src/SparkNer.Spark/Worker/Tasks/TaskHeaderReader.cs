using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Reads a task's header in the layout of the driver's version of Spark.</summary>
/// <remarks>Only 4.3 marks itself; the others are told apart by what our driver puts into the field for Python's version, which comes before all that differs.</remarks>
internal static class TaskHeaderReader
{
    private static readonly SparkVersion Spark40 = new(4, 0);
    private static readonly SparkVersion Spark41 = new(4, 1);
    private static readonly SparkVersion Spark42 = new(4, 2);

    /// <summary>Native Arrow functions: the same bytes as <see cref="EvalType.Scalar"/> under another number.</summary>
    private const int ScalarArrow = 250;

    /// <summary>Reads a header up to the first byte of the data.</summary>
    /// <param name="first">The task's first number, which was waited for.</param>
    /// <param name="wire">What follows it.</param>
    /// <param name="broadcasts">Called in the middle: older versions go on only after the broadcasts have been fetched.</param>
    /// <param name="versionOf">How the version of Spark is known; by default <see cref="VersionOf"/>.</param>
    /// <exception cref="WireException">The bytes are not a header.</exception>
    /// <exception cref="FunctionException">It is a task for somebody else: Python, or a kind of call that sparkner never asks for.</exception>
    public static TaskHeader Read(int first, WireReader wire, Action<BroadcastChanges> broadcasts, Func<string, SparkVersion>? versionOf = null)
    {
        if (first == ControlCode.StartOfInitMessage)
        {
            wire = new WireReader(new MemoryStream(wire.Blob("task header", WireLimits.HeaderBytes)));
            first = wire.Int("partition index");
        }

        if (first < 0)
        {
            throw new WireException(FormattableString.Invariant($"partition index: {first} is negative"));
        }

        SparkVersion version = (versionOf ?? VersionOf)(wire.Utf("python version"));
        TaskFacts facts = version >= Spark42
            ? TaskContextReader.ReadJson(wire, version)
            : TaskContextReader.ReadBinary(wire, version, secretOnlyWithBarrier: version >= Spark41);
        facts = facts with { FilesFolder = wire.Utf("files folder") };
        for (int n = wire.Count("python includes"); n > 0; n--)
        {
            wire.Utf("python include");
        }

        broadcasts(ReadBroadcasts(wire, version));
        int evalType = wire.Int("eval type");
        facts = facts with { EvalType = Supported(evalType), RunnerSettings = ReadPairs(wire, "runner setting") };
        if (version >= Spark42)
        {
            ReadPairs(wire, "eval setting");
        }

        bool hasResultIds = version >= Spark42;
        if (version >= Spark40 && version < Spark42 && wire.Bool("profiler"))
        {
            wire.Utf("profiler's name");
            hasResultIds = true;
        }

        bool hasNames = version >= Spark42 || (version >= Spark40 && facts.EvalType == EvalType.Scalar);
        return new TaskHeader(facts, ReadCalls(wire, hasNames, hasResultIds));
    }

    /// <summary>The version that our driver named; a function of somebody else's is refused.</summary>
    /// <exception cref="FunctionException">It is a Python function.</exception>
    public static SparkVersion VersionOf(string pythonVersion)
    {
        if (!WorkerIdentity.TryReadVersion(pythonVersion, out SparkVersion version))
        {
            throw new FunctionException(FunctionCommand.PythonFunctionMessage);
        }

        // The driver has decided that it may be tried: the newest layout is the best guess.
        return version > SparkVersion.Newest ? SparkVersion.Newest : version;
    }

    private static EvalType Supported(int evalType) => evalType switch
    {
        (int)EvalType.Scalar or ScalarArrow => EvalType.Scalar,
        (int)EvalType.MapInArrow => EvalType.MapInArrow,
        _ => throw new FunctionException(FormattableString.Invariant(
            $"Spark calls the function in a way that sparkner does not know (eval type {evalType}): use it as a column function or in mapInArrow")),
    };

    private static BroadcastChanges ReadBroadcasts(WireReader wire, SparkVersion version)
    {
        bool encrypted = wire.Bool("broadcasts' encryption");
        int count = wire.Count("broadcasts");
        BroadcastServer? server = null;
        if (encrypted)
        {
            int port = wire.Int("broadcast server's port");
            server = version >= Spark41 && port == -1
                ? new BroadcastServer(0, null, wire.Utf("broadcast server's path"))
                : new BroadcastServer(port, wire.Utf("broadcast server's secret", WireLimits.SecretBytes), null);
        }

        var removed = new List<long>();
        var added = new List<BroadcastAddition>();
        for (int i = 0; i < count; i++)
        {
            long id = wire.Long("broadcast's number");
            if (id < 0)
            {
                removed.Add(-id - 1);
            }
            else
            {
                added.Add(new BroadcastAddition(id, encrypted ? null : wire.Utf("broadcast's path")));
            }
        }

        return new BroadcastChanges(removed, added, server);
    }

    private static Dictionary<string, string> ReadPairs(WireReader wire, string what)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int n = wire.Count(what); n > 0; n--)
        {
            string key = wire.Utf(what);
            pairs[key] = wire.Utf(what);
        }

        return pairs;
    }

    private static List<FunctionCall> ReadCalls(WireReader wire, bool hasNames, bool hasResultIds)
    {
        var calls = new List<FunctionCall>();
        for (int n = wire.Count("functions"); n > 0; n--)
        {
            var arguments = new List<ArgumentReference>();
            for (int a = wire.Count("arguments"); a > 0; a--)
            {
                int column = wire.Int("argument's column");
                arguments.Add(new ArgumentReference(column, hasNames && wire.Bool("argument's name") ? wire.Utf("argument's name") : null));
            }

            var commands = new List<ReadOnlyMemory<byte>>();
            for (int c = wire.Count("chained functions"); c > 0; c--)
            {
                commands.Add(wire.Blob("command", WireLimits.CommandBytes));
            }

            if (commands.Count == 0)
            {
                throw new WireException("chained functions: there is none");
            }

            if (hasResultIds)
            {
                wire.Long("result's number");
            }

            calls.Add(new FunctionCall(arguments, commands));
        }

        return calls.Count > 0 ? calls : throw new WireException("functions: there is none");
    }
}
