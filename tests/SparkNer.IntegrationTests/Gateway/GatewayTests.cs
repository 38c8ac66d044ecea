using System.Diagnostics;
using SparkNer.Arrow;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Gateway.Transfer;

namespace SparkNer.IntegrationTests.Gateway;

/// <summary>The gateway against real JVMs.</summary>
public sealed class GatewayTests(GatewaySessions sessions) : IClassFixture<GatewaySessions>
{
    [SparkTheory, EachSpark]
    public void Values_come_back_as_they_were_sent(string version)
    {
        JavaGateway gateway = sessions[version].Gateway;
        foreach (string text in new[] { "", "a\\b\nc\rd \\n \0 \t \u2028 \u00E9\U0001F600", string.Concat(Enumerable.Repeat("Zo\u00EB\n\\\U0001F600", 300_000)) })
        {
            using JavaObject builder = gateway.New("java.lang.StringBuilder", text);
            Assert.Equal(text, builder.ToString());
        }

        foreach (double number in new[] { 0.1, -0.0, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(number, gateway.CallStatic("java.lang.Double", "valueOf", number));
        }

        byte[] bytes = new byte[1_000_001];
        new Random(1).NextBytes(bytes);
        Assert.Equal(bytes, gateway.CallStatic("java.util.Arrays", "copyOf", bytes, bytes.Length));
        Assert.Equal(long.MinValue, gateway.CallStatic("java.lang.Long", "valueOf", long.MinValue));
        Assert.Equal(123.4500m, gateway.CallStatic("java.math.BigDecimal", "valueOf", 1234500L, 4));
        Assert.Equal(JavaNameKind.Class, gateway.Find("java.lang.Math"));
        Assert.Equal(JavaNameKind.NotAClass, gateway.Find("no.such.Thing"));
        Assert.Equal(["a", "b"], gateway.Strings(gateway.StringArray("a", "b")));
    }

    [SparkTheory, EachSpark]
    public void An_unknown_column_is_told_in_the_first_line_without_a_plan(string version)
    {
        JavaException e = Assert.Throws<JavaException>(() => sessions[version].Sql("select nope from values (1) as t(id)"));
        Assert.True(e.IsAnalysisError);
        Assert.Contains("`nope` cannot be resolved", e.Message.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Project", e.Message, StringComparison.Ordinal);
        Assert.Contains("\tat ", e.JavaStackTrace, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_job_that_fails_says_why_however_its_rows_are_asked_for(string version)
    {
        JavaObject query = sessions[version].Sql("select raise_error(concat('the reason ', id)) x from range(4)");
        Assert.Contains("the reason", Assert.Throws<JavaException>(() => query.Call("collectAsList")).Message, StringComparison.Ordinal);
        Assert.Contains("the reason", Assert.Throws<JavaException>(() => ArrowCollect.Run(query)).Message, StringComparison.Ordinal);
        Assert.Contains("the reason", Assert.Throws<JavaException>(() =>
        {
            using ArrowPartitions partitions = ArrowPartitions.Open(query);
            partitions.ReadBatch();
        }).Message, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Rows_come_in_order_all_at_once_and_by_partition(string version)
    {
        GatewaySession session = sessions[version];
        using JavaObject conf = session.Spark.Call<JavaObject>("conf");
        conf.Call("set", "spark.sql.execution.arrow.maxRecordsPerBatch", "7");
        JavaObject rows = session.Spark.Call<JavaObject>("range", 0L, 100L, 1L, 5);
        using (ArrowCollect collected = ArrowCollect.Run(rows))
        {
            Assert.Equal(15, collected.Batches.Count);
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), collected.Batches.SelectMany(Values));
        }

        using (ArrowPartitions partitions = ArrowPartitions.Open(rows))
        {
            var values = new List<long>();
            while (partitions.ReadBatch() is { } batch)
            {
                using (batch)
                {
                    values.AddRange(Values(batch));
                }
            }

            Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), values);
        }

        using ArrowPartitions early = ArrowPartitions.Open(rows, prefetch: true);
        using RecordBatch first = early.ReadBatch()!;
        Assert.Equal(7, first.Length);
    }

    [SparkTheory, EachSpark]
    public void A_job_is_cancelled_from_another_thread(string version)
    {
        GatewaySession session = sessions[version];
        Exception? seen = null;
        var job = new Thread(() => seen = Record.Exception(() => session.Sql("select sum(id * id % 7) from range(1000000000000)").Call("collectAsList")));
        job.Start();

        // Until it has started there is nothing to cancel.
        do
        {
            session.Context.Call("cancelAllJobs");
        }
        while (!job.Join(200));

        Assert.Contains("cancel", Assert.IsType<JavaException>(seen).Message, StringComparison.OrdinalIgnoreCase);
    }

    [SparkTheory]
    [EachSpark]
    [EachSpark("spark.io.encryption.enabled=true")]
    [EachSpark("spark.io.encryption.enabled=true", "spark.python.unix.domain.socket.enabled=true", From = "4.1")]
    public void Bytes_are_broadcast(string version, params string[] conf)
    {
        using GatewaySession? own = conf.Length == 0 ? null : new GatewaySession(version, [.. conf.Select(c => c.Split('=')).Select(p => (p[0], p[1]))]);
        GatewaySession session = own ?? sessions[version];
        byte[] content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        using JavaBroadcast broadcast = JavaBroadcast.Create(session.JavaContext, s => s.Write(content));
        Assert.Equal(conf.Length > 0, broadcast.IsEncrypted);
        Assert.Equal(broadcast.Id, broadcast.Broadcast.Call<long>("id"));
        if (!broadcast.IsEncrypted)
        {
            using JavaObject value = broadcast.Broadcast.Call<JavaObject>("value");
            Assert.Equal(content, File.ReadAllBytes(value.Call<string>("path")));
        }

        broadcast.Destroy();
    }

    [SparkTheory, EachSpark]
    public void The_jvm_outlives_an_interrupt_and_ends_with_its_owner(string version)
    {
        int id;
        using (var session = new GatewaySession(version))
        {
            id = session.Jvm.ProcessId;
            using (Process kill = Process.Start("kill", ["-INT", id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            {
                kill.WaitForExit();
            }

            Assert.Equal(version, session.JavaContext.Call<string>("version"));
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [SparkTheory, EachSpark]
    public void A_jvm_that_ends_tells_its_exit_status(string version)
    {
        SparkDistribution spark = SparkDistributions.Of(version);
        using DriverJvm jvm = DriverJvm.Start(SparkInstallation.At(spark.Home), new DriverJvmOptions { Log = TextWriter.Null });
        using var gateway = JavaGateway.Connect(jvm);
        GatewayClosedException e = Assert.Throws<GatewayClosedException>(() => gateway.CallStatic("java.lang.System", "exit", 42));
        Assert.Equal(42, e.ExitStatus);
    }

    private static IEnumerable<long> Values(RecordBatch batch) => Enumerable.Range(0, batch.Length).Select(i => batch.Columns[0].Value<long>(i));
}
