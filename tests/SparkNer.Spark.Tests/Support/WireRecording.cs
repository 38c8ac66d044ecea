using System.Buffers.Binary;
using System.Text;
using SparkNer.Arrow;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Spark.Worker.Tasks;
using SparkNer.Spark.Worker.Wire;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Support;

/// <summary>A recorded connection between a JVM and a worker.</summary>
internal sealed class WireRecording
{
    private const string SentSuffix = ".jvm-to-worker.bin";

    private WireRecording(string version, string name, byte[] sent, byte[] answered)
    {
        Version = version;
        Name = name;
        int secret = 4 + BinaryPrimitives.ReadInt32BigEndian(sent);
        Secret = Encoding.UTF8.GetString(sent.AsSpan(4, secret - 4));
        Sent = sent[secret..];
        Answered = answered;
        SparkVersion.TryParse(version, out SparkVersion spark);
        Spark = spark;
    }

    public string Version { get; }

    public SparkVersion Spark { get; }

    public string Name { get; }

    public string Secret { get; }

    /// <summary>What the JVM sent after the secret.</summary>
    public byte[] Sent { get; }

    private byte[] Answered { get; }

    /// <summary>Version and name of all recordings.</summary>
    public static IEnumerable<(string Version, string Name)> All() =>
        from folder in Directory.GetDirectories(Golden.PathOf("spark-wire")).Order(StringComparer.Ordinal)
        from file in Directory.GetFiles(folder, "*" + SentSuffix).Order(StringComparer.Ordinal)
        select (Path.GetFileName(folder), Path.GetFileName(file)[..^SentSuffix.Length]);

    public static WireRecording Load(string version, string name) => new(
        version,
        name,
        File.ReadAllBytes(Golden.PathOf("spark-wire", version, name + SentSuffix)),
        File.ReadAllBytes(Golden.PathOf("spark-wire", version, name + ".worker-to-jvm.bin")));

    /// <summary>The recorded answers, one a task.</summary>
    public IReadOnlyList<Answer> Answers()
    {
        var stream = new MemoryStream(Answered);
        var wire = new WireReader(stream);
        wire.Int("id");
        Assert.Equal("ok", wire.Utf("ok"));
        var answers = new List<Answer>();
        while (stream.Position < stream.Length)
        {
            answers.Add(Answer.Read(stream, Version));
        }

        return answers;
    }

    /// <summary>The tasks, read by the worker's own code.</summary>
    public IReadOnlyList<RecordedTask> Tasks()
    {
        var stream = new MemoryStream(Sent);
        var wire = new WireReader(stream);
        var tasks = new List<RecordedTask>();
        while (stream.Position < stream.Length)
        {
            BroadcastChanges? changes = null;
            TaskHeader header = TaskHeaderReader.Read(wire.Int("task"), wire, c => changes = c, _ => Spark);
            using var reader = new ArrowStreamReader(stream);
            ArrowSchema schema = reader.Schema;
            int rows = 0;
            while (reader.ReadBatch() is { } batch)
            {
                rows += batch.Length;
                batch.Dispose();
            }

            bool isComplete = stream.Position < stream.Length;
            if (isComplete)
            {
                Assert.Equal(-4, wire.Int("end"));
            }

            tasks.Add(new RecordedTask(header, changes!, schema, rows));
        }

        return tasks;
    }

    /// <summary>What the JVM sent, with other paths of broadcasts.</summary>
    public byte[] SentWith(IReadOnlyDictionary<string, string> paths)
    {
        byte[] bytes = Sent;
        foreach ((string old, string path) in paths)
        {
            byte[] oldFrame = new JavaWriter().Utf(old).ToArray();
            byte[] newFrame = new JavaWriter().Utf(path).ToArray();
            int at = bytes.AsSpan().IndexOf(oldFrame);
            Assert.True(at > 0, old);
            byte[] changed = [.. bytes[..at], .. newFrame, .. bytes[(at + oldFrame.Length)..]];
            if (Spark >= new SparkVersion(4, 3))
            {
                // The header around it, in one frame, has grown as well.
                int envelope = changed.AsSpan(0, at).LastIndexOf(new JavaWriter().Int(-8).ToArray()) + 4;
                int length = BinaryPrimitives.ReadInt32BigEndian(changed.AsSpan(envelope));
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(envelope), length + newFrame.Length - oldFrame.Length);
            }

            bytes = changed;
        }

        return bytes;
    }
}

/// <summary>A task in a recording.</summary>
internal sealed record RecordedTask(TaskHeader Header, BroadcastChanges Broadcasts, ArrowSchema Input, int Rows);
