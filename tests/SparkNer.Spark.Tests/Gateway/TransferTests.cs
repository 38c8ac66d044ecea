using System.Globalization;
using SparkNer.Arrow;
using SparkNer.Arrow.Building;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Tests.Gateway.Support;
using static SparkNer.Spark.Tests.Gateway.Support.FakeDataServer;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Data beside the gateway: query results and broadcasts.</summary>
public sealed class TransferTests
{
    private static readonly ArrowSchema Schema = new(new ArrowField("id", new ArrowType.Int(32)));

    [Fact]
    public void Collected_batches_come_in_the_querys_order_not_in_that_of_their_arrival()
    {
        using var server = new FakeDataServer(s => Send(s, [20, 10, 30], [1, 0, 2]));
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using ArrowCollect result = ArrowCollect.Run(new JavaObject(gateway, "df"));
        Assert.Equal([10, 20, 30], result.Batches.Select(Value));
        Assert.Equal(Schema, result.Schema);
        Assert.Contains(jvm.Commands, c => c.Text == "c|server|getResult|e");
    }

    [Fact]
    public void A_result_without_rows_still_has_its_columns()
    {
        using var server = new FakeDataServer(s => Send(s, [], []));
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using ArrowCollect result = ArrowCollect.Run(new JavaObject(gateway, "df"));
        Assert.Empty(result.Batches);
        Assert.Equal("id", result.Schema.Fields[0].Name);
    }

    [Fact]
    public void A_job_that_failed_is_an_exception_with_its_message()
    {
        using var server = new FakeDataServer(s =>
        {
            new ArrowStreamWriter(s, Schema).WriteEnd();
            WriteInt(s, -1);
            WriteText(s, "Job aborted: sparkner: error: no model\nsparkner: end of error");
        });
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        JavaException e = Assert.Throws<JavaException>(() => ArrowCollect.Run(new JavaObject(gateway, "df")));
        Assert.Equal("no model", e.Message);
        Assert.Equal("org.apache.spark.SparkException", e.JavaClassName);
    }

    [Fact]
    public void A_result_that_is_cut_off_is_told_by_the_servers_own_error()
    {
        using var server = new FakeDataServer(s => new ArrowStreamWriter(s, Schema).WriteSchema());
        ThrownAnswers thrown = new ThrownAnswers().Add("x", "org.apache.spark.SparkException", "executor lost");
        using FakeJvm jvm = Describing(server, c => c.Lines is ["c", "server", "getResult", ..] ? "!xrx" : thrown.Answer(c));
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Equal("executor lost", Assert.Throws<JavaException>(() => ArrowCollect.Run(new JavaObject(gateway, "df"))).Message);
    }

    [Fact]
    public void A_result_that_is_cut_off_without_a_reason_is_damaged()
    {
        using var server = new FakeDataServer(s => new ArrowStreamWriter(s, Schema).WriteSchema());
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<ArrowFormatException>(() => ArrowCollect.Run(new JavaObject(gateway, "df")));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 3)]
    [InlineData(0, 1, -2)]
    [InlineData(0, 1)]
    public void An_order_that_is_none_is_refused(params int[] order)
    {
        using var server = new FakeDataServer(s => Send(s, [1, 2, 3], order));
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<GatewayException>(() => ArrowCollect.Run(new JavaObject(gateway, "df")));
    }

    [Fact]
    public void A_server_that_does_not_take_its_secret_is_an_error()
    {
        using var server = new FakeDataServer(_ => { }, secret: "another");
        using FakeJvm jvm = Describing(server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Contains("secret", Assert.Throws<GatewayException>(() => ArrowCollect.Run(new JavaObject(gateway, "df"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partitions_are_asked_for_one_by_one()
    {
        var asked = new List<int>();
        using var empty = new FakeDataServer(s => Send(s, [], []));
        using var server = new FakeDataServer(s => Serve(s, asked, [[1, 2], [], [3]]));
        using FakeJvm jvm = Describing(empty, then: server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using ArrowPartitions partitions = ArrowPartitions.Open(new JavaObject(gateway, "df"));
        Assert.Empty(asked);
        var values = new List<int>();
        while (partitions.ReadBatch() is { } batch)
        {
            using (batch)
            {
                values.Add(Value(batch));
            }
        }

        server.Join();
        Assert.Equal([1, 2, 3], values);
        Assert.Equal([1, 1, 1, 1], asked);
        Assert.Null(server.Error);
    }

    [Fact]
    public void Who_stops_early_asks_for_no_more()
    {
        var asked = new List<int>();
        using var empty = new FakeDataServer(s => Send(s, [], []));
        using var server = new FakeDataServer(s => Serve(s, asked, [[1], [2], [3]]));
        using FakeJvm jvm = Describing(empty, then: server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using (ArrowPartitions partitions = ArrowPartitions.Open(new JavaObject(gateway, "df")))
        {
            using RecordBatch first = partitions.ReadBatch()!;
            Assert.Equal(1, Value(first));
        }

        server.Join();
        Assert.Equal([1, 0], asked);
    }

    [Fact]
    public void A_partition_that_failed_is_told_by_the_servers_own_error()
    {
        using var empty = new FakeDataServer(s => Send(s, [], []));
        using var server = new FakeDataServer(s =>
        {
            ReadInt(s);
            WriteInt(s, -1);
        });
        ThrownAnswers thrown = new ThrownAnswers().Add("x", "org.apache.spark.SparkException", "partition lost");
        int results = 0;
        using FakeJvm jvm = Describing(empty, c => c.Lines is ["c", "server", "getResult", ..] ? results++ > 0 ? "!xrx" : "!yv" : thrown.Answer(c), server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using ArrowPartitions partitions = ArrowPartitions.Open(new JavaObject(gateway, "df"));
        Assert.Equal("partition lost", Assert.Throws<JavaException>(() => { partitions.ReadBatch(); }).Message);
    }

    [Fact]
    public void A_broadcast_is_a_file_that_the_jvm_takes_over()
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        string path = "";
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: false, c => path = c.Lines[3][1..]);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using JavaBroadcast broadcast = JavaBroadcast.Create(new JavaObject(gateway, "jsc"), s => s.Write("the bytes"u8));
        Assert.Equal((42L, false, "b"), (broadcast.Id, broadcast.IsEncrypted, broadcast.Broadcast.Id));
        Assert.Equal(folder.Path, Path.GetDirectoryName(path));
        Assert.Equal("the bytes", File.ReadAllText(path));
        Assert.Contains(jvm.Commands, c => c.Text == "c|pb|setBroadcastId|L42|e");
        broadcast.Destroy();
        Assert.Contains(jvm.Commands, c => c.Text == "c|b|destroy|e");
    }

    [Fact]
    public void A_broadcast_that_cannot_be_written_leaves_no_file()
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: false, _ => { });
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<InvalidOperationException>(() => JavaBroadcast.Create(new JavaObject(gateway, "jsc"), _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(256 * 1024)]
    [InlineData(600_000)]
    public void An_encrypted_broadcast_goes_to_the_jvm_in_chunks_and_touches_no_disk(int length)
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        var received = new MemoryStream();
        using var server = new FakeDataServer(s =>
        {
            for (int chunk = ReadInt(s); chunk != -1; chunk = ReadInt(s))
            {
                byte[] bytes = new byte[chunk];
                s.ReadExactly(bytes);
                received.Write(bytes);
            }
        });
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: true, _ => { }, server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        using JavaBroadcast broadcast = JavaBroadcast.Create(new JavaObject(gateway, "jsc"), s =>
        {
            foreach (byte[] part in content.Chunk(100_000))
            {
                s.Write(part);
            }
        });
        server.Join();
        Assert.Null(server.Error);
        Assert.Equal(content, received.ToArray());
        Assert.True(broadcast.IsEncrypted);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Contains(jvm.Commands, c => c.Text == "c|pb|waitTillDataReceived|e");
    }

    // The JVM's side of a collect, or of a partition iterator after one.
    private static FakeJvm Describing(FakeDataServer server, Func<FakeCommand, string?>? first = null, FakeDataServer? then = null)
    {
        FakeDataServer current = server;
        return new FakeJvm(c => first?.Invoke(c) ?? c.Lines switch
        {
            ["c", "df", "limit", "i0", "e"] => "!yrnone",
            ["c", _, "collectAsArrowToPython", "e"] => "!ytserved",
            ["c", "df", "toArrowBatchRdd", "e"] => "!yrrdd",
            ["c", "z:org.apache.spark.api.python.PythonRDD", "toLocalIteratorAndServe", "rrdd", "bfalse", "e"] => Switch(),
            ["a", "e", "served", "e"] => "!yi3",
            ["a", "g", "served", "i0", "e"] => "!yi" + current.Port.ToString(CultureInfo.InvariantCulture),
            ["a", "g", "served", "i1", "e"] => "!ysdata secret",
            ["a", "g", "served", "i2", "e"] => "!yrserver",
            _ => "!yv",
        });

        string Switch()
        {
            current = then!;
            return "!ytserved";
        }
    }

    private static FakeJvm Broadcasting(string folder, bool encrypted, Action<FakeCommand> onSetup, FakeDataServer? server = null) => new(c =>
    {
        switch (c.Lines)
        {
            case ["c", "z:org.apache.spark.api.python.PythonUtils", "isEncryptionEnabled", "rjsc", "e"]:
                return encrypted ? "!ybtrue" : "!ybfalse";
            case ["c", "z:org.apache.spark.api.python.PythonRDD", "setupBroadcast", _, "e"]:
                onSetup(c);
                return "!yrpb";
            case ["c", "jsc", "broadcast", "rpb", "e"]:
                return "!yrb";
            case ["c", "b", "id", "e"]:
                return "!yL42";
            case ["c", "jsc", "sc", "e"] or ["c", _, "conf", "e"] or ["c", _, "createTempDir", ..]:
                return "!yrthing";
            case ["c", _, "getLocalDir", ..]:
                return "!ys/somewhere";
            case ["c", "thing", "getAbsolutePath", "e"]:
                return "!ys" + folder;
            case ["c", "pb", "setupEncryptionServer", "e"]:
                return "!ytserved";
            case ["a", "e", "served", "e"]:
                return "!yi2";
            case ["a", "g", "served", "i0", "e"]:
                return "!yi" + server!.Port.ToString(CultureInfo.InvariantCulture);
            case ["a", "g", "served", "i1", "e"]:
                return "!ysdata secret";
            default:
                return "!yv";
        }
    });

    private static void Send(Stream stream, int[] values, int[] order)
    {
        var writer = new ArrowStreamWriter(stream, Schema);
        writer.WriteSchema();
        foreach (int value in values)
        {
            WriteBatch(writer, value);
        }

        writer.WriteEnd();
        WriteInt(stream, order.Length);
        foreach (int index in order)
        {
            WriteInt(stream, index);
        }
    }

    private static void Serve(Stream stream, List<int> asked, int[][] partitions)
    {
        int next = 0;
        while (true)
        {
            int request = ReadInt(stream);
            asked.Add(request);
            if (request == 0)
            {
                return;
            }

            if (next == partitions.Length)
            {
                WriteInt(stream, 0);
                return;
            }

            WriteInt(stream, 1);
            foreach (int value in partitions[next++])
            {
                byte[] bare = BareBatch(value);
                WriteInt(stream, bare.Length);
                stream.Write(bare);
            }

            WriteInt(stream, -1);
        }
    }

    private static byte[] BareBatch(int value)
    {
        var memory = new MemoryStream();
        var writer = new ArrowStreamWriter(memory, Schema);
        writer.WriteSchema();
        int schema = (int)memory.Length;
        WriteBatch(writer, value);
        return memory.ToArray()[schema..];
    }

    private static void WriteBatch(ArrowStreamWriter writer, int value)
    {
        var builder = new FixedWidthBuilder<int>(new ArrowType.Int(32));
        builder.Append(value);
        using var batch = new RecordBatch(1, [builder.Build()]);
        writer.WriteBatch(batch);
    }

    private static int Value(RecordBatch batch) => batch.Columns[0].Value<int>(0);
}
