using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker;
using SparkNer.Spark.Worker.Wire;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>The other ways in which Spark starts Python.</summary>
public sealed class SimpleWorkerTests
{
    [Fact]
    public void Without_a_daemon_the_process_connects_back_and_serves_that_connection()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        string port = ((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        using var worker = new WorkerProcess(
            ["-m", "pyspark.worker"], ("PYTHON_WORKER_FACTORY_PORT", port), ("PYTHON_WORKER_FACTORY_SECRET", SparkPeer.Secret), ("SPARK_REUSE_WORKER", "1"));
        using Socket socket = listener.Accept();
        using var stream = new NetworkStream(socket);
        Assert.Equal(SparkPeer.Secret, new WireReader(stream).Utf("secret"));
        stream.Write(new JavaWriter().Utf("ok").ToArray());

        AssertServes(worker, new SparkPeer(socket));
        Assert.Contains("spark.python.use.daemon", worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_daemon_it_may_connect_to_a_Unix_socket()
    {
        using var folder = new TemporaryFolder();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder["s.sock"]));
        listener.Listen(1);
        using var worker = new WorkerProcess(
            ["-m", "pyspark.worker"], ("PYTHON_UNIX_DOMAIN_ENABLED", "True"), ("PYTHON_WORKER_FACTORY_SOCK_PATH", folder["s.sock"]));

        AssertServes(worker, new SparkPeer(listener.Accept()));
    }

    [Fact]
    public void A_Spark_that_is_not_there_is_said()
    {
        using var worker = new WorkerProcess(["-m", "pyspark.worker"], ("PYTHON_WORKER_FACTORY_PORT", "1"), ("PYTHON_WORKER_FACTORY_SECRET", "x"));

        Assert.Equal(1, worker.WaitForExit());
        Assert.Contains("sparkner: cannot connect back to Spark", worker.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pyspark.daemon", "PYTHON_WORKER_FACTORY_SECRET is not set")]
    [InlineData("pyspark.worker", "PYTHON_WORKER_FACTORY_PORT is not set")]
    [InlineData("pyspark.sql.worker.analyze_udtf", "Python module pyspark.sql.worker.analyze_udtf")]
    public void What_cannot_start_says_why_in_one_line(string module, string expected)
    {
        using var worker = new WorkerProcess(["-m", module, "x"]);

        Assert.Equal(1, worker.WaitForExit());
        Assert.Contains(expected, worker.Errors, StringComparison.Ordinal);
        Assert.Single(worker.Errors.Trim().Split('\n'));
        Assert.Empty(worker.RestOfOutput());
    }

    [Fact]
    public void A_line_of_Python_is_passed_over()
    {
        using var worker = new WorkerProcess(["-c", "import sys; print(sys.version)"]);

        Assert.Equal(0, worker.WaitForExit());
        Assert.Empty(worker.RestOfOutput());
        Assert.Empty(worker.Errors);
    }

    [Fact]
    public void A_program_that_Spark_did_not_start_goes_its_own_way()
    {
        using var worker = new WorkerProcess(["annotate", "-m", "pyspark.daemon"]);

        // The test program's own code for that.
        Assert.Equal(3, worker.WaitForExit());
    }

    [Theory]
    [InlineData(WorkerRole.Daemon, "-m", "pyspark.daemon")]
    [InlineData(WorkerRole.Daemon, "-m", "my.own.daemon", "my.own.worker")]
    [InlineData(WorkerRole.Worker, "-m", "pyspark.worker")]
    [InlineData(WorkerRole.OtherModule, "-m", "pyspark.workers")]
    [InlineData(WorkerRole.Code, "-c", "print()")]
    [InlineData(WorkerRole.None)]
    [InlineData(WorkerRole.None, "-m")]
    [InlineData(WorkerRole.None, "annotate", "x")]
    public void The_arguments_alone_say_what_is_wanted(object role, params string[] args) => Assert.Equal((WorkerRole)role, WorkerCommandLine.RoleOf(args));

    private static void AssertServes(WorkerProcess worker, SparkPeer peer)
    {
        using (peer)
        {
            Assert.Equal(worker.Id, peer.ReadId());
            TaskScript task = TaskScript.Of("4.2.1", TaskScript.Call([0], """{"op":"upper"}"""));
            Assert.Equal(["A"], peer.Send(task.Bytes(["a"])).ReadAnswer("4.2.1").Texts);
        }

        Assert.Equal(0, worker.WaitForExit());
        Assert.Empty(worker.RestOfOutput());
    }
}
