using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using SparkNer.Spark.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>The daemon as a process of its own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DaemonTests : IDisposable
{
    private static readonly string[] Command = ["-m", "pyspark.daemon", "pyspark.worker"];

    private static readonly (string, string) Secret = ("PYTHON_WORKER_FACTORY_SECRET", SparkPeer.Secret);
    private static readonly (string, string) Reuse = ("SPARK_REUSE_WORKER", "1");
    private static readonly (string, string) Loud = ("SPARKNER_LOG_LEVEL", "debug");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_port_is_written_to_standard_output_and_the_end_of_input_ends_the_process()
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();
        using (SparkPeer peer = WorkerProcess.ConnectTcp(port).Greet())
        {
            Assert.Equal(["A"], Run(peer, """{"op":"upper"}""", "a").Texts);
        }

        daemon.CloseInput();

        Assert.Equal(0, daemon.WaitForExit());
        Assert.Empty(daemon.RestOfOutput());
        Assert.DoesNotContain(SparkPeer.Secret, daemon.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_connection_has_a_living_number_of_its_own_on_Linux()
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();
        using SparkPeer first = WorkerProcess.ConnectTcp(port).Greet();
        using SparkPeer second = WorkerProcess.ConnectTcp(port).Greet();

        Assert.True(first.Id > 0 && second.Id > 0);
        if (OperatingSystem.IsLinux())
        {
            Assert.NotEqual(first.Id, second.Id);
            // What Java's ProcessHandle looks at.
            Assert.True(File.Exists($"/proc/{first.Id}/stat"));
            Assert.True(Directory.Exists($"/proc/{daemon.Id}/task/{second.Id}"));
        }
    }

    [Fact]
    public void A_wrong_secret_is_refused_and_others_are_still_served()
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();
        using SparkPeer stranger = WorkerProcess.ConnectTcp(port);
        stranger.ReadId();

        Assert.Equal("err", stranger.SendSecret("guess"));
        stranger.ExpectEnd();
        using SparkPeer spark = WorkerProcess.ConnectTcp(port).Greet();
        Assert.Equal(["A"], Run(spark, """{"op":"upper"}""", "a").Texts);
        WaitFor.True(() => daemon.Errors.Contains("wrong secret", StringComparison.Ordinal), "nothing was logged");
    }

    [Fact]
    public void A_secret_of_any_length_but_a_short_one_is_not_even_read()
    {
        using WorkerProcess daemon = Start();
        using SparkPeer stranger = WorkerProcess.ConnectTcp(daemon.ReadPort());
        stranger.ReadId();
        stranger.Send(new JavaWriter().Int(int.MaxValue).ToArray());

        WaitFor.True(() => daemon.Errors.Contains("secret: length 2147483647 is not within", StringComparison.Ordinal), "nothing was logged");
        Assert.False(daemon.HasExited);
    }

    [Fact]
    public void Unix_sockets_need_no_secret_and_leave_no_file()
    {
        using WorkerProcess daemon = Start(("PYTHON_UNIX_DOMAIN_ENABLED", "True"), ("PYTHON_WORKER_FACTORY_SOCK_DIR", _folder.Path));
        string path = daemon.ReadPath();
        Assert.Equal(_folder.Path, Path.GetDirectoryName(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        using (SparkPeer peer = WorkerProcess.ConnectUnix(path))
        {
            Assert.True(peer.ReadId() > 0);
            Assert.Equal(["A"], Run(peer, """{"op":"upper"}""", "a").Texts);
        }

        daemon.CloseInput();

        Assert.Equal(0, daemon.WaitForExit());
        Assert.False(File.Exists(path));
        Assert.Empty(daemon.RestOfOutput());
    }

    [Fact]
    public void A_folder_that_cannot_hold_the_socket_is_said_before_the_handshake()
    {
        using WorkerProcess daemon = Start(("PYTHON_UNIX_DOMAIN_ENABLED", "true"), ("PYTHON_WORKER_FACTORY_SOCK_DIR", _folder["missing"]));

        Assert.Equal(1, daemon.WaitForExit());
        Assert.Empty(daemon.RestOfOutput());
        Assert.StartsWith("sparkner: cannot listen", daemon.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Spark_may_prefer_IPv6()
    {
        using WorkerProcess daemon = Start(("SPARK_PREFER_IPV6", "True"));
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Equal(1, daemon.WaitForExit());
            return;
        }

        using SparkPeer peer = WorkerProcess.ConnectTcp(daemon.ReadPort(), IPAddress.IPv6Loopback).Greet();
        Assert.Equal(["A"], Run(peer, """{"op":"upper"}""", "a").Texts);
    }

    [Fact]
    public void A_stop_request_ends_its_own_connection_only()
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();
        using SparkPeer first = Sleeping(port, "first");
        using SparkPeer second = Sleeping(port, "second");
        daemon.RequestStop(12345678);
        daemon.RequestStop(daemon.Id);

        daemon.RequestStop(first.Id);

        WaitFor.File(_folder["cancelled-first"]);
        first.ExpectEnd();
        Finish();
        Assert.Equal(["second"], second.ReadAnswer("4.3.0").Texts);
        Assert.False(File.Exists(_folder["cancelled-second"]));
    }

    [Fact]
    public void A_connection_that_closes_harms_no_other()
    {
        using WorkerProcess daemon = Start(Loud);
        int port = daemon.ReadPort();
        using SparkPeer first = Sleeping(port, "first");
        using SparkPeer second = Sleeping(port, "second");

        first.Dispose();

        WaitFor.File(_folder["cancelled-first"]);
        Finish();
        Assert.Equal(["second"], second.ReadAnswer("4.3.0").Texts);
        Assert.DoesNotContain("error", daemon.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", daemon.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void SIGTERM_with_open_input_stops_the_most_silent_task_only()
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();
        using SparkPeer idle = WorkerProcess.ConnectTcp(port).Greet();
        using SparkPeer first = Sleeping(port, "first");
        using SparkPeer second = Sleeping(port, "second");

        daemon.Signal("TERM");

        WaitFor.File(_folder["cancelled-first"]);
        first.ExpectEnd();
        Finish();
        Assert.Equal(["second"], second.ReadAnswer("4.3.0").Texts);
        Assert.Equal(["A"], Run(idle, """{"op":"upper"}""", "a").Texts);
        Assert.False(daemon.HasExited);
    }

    [Fact]
    public void SIGTERM_and_the_end_of_input_end_the_process_in_order()
    {
        using WorkerProcess daemon = Start();
        using SparkPeer peer = Sleeping(daemon.ReadPort(), "a");

        daemon.Signal("TERM");
        daemon.CloseInput();

        Assert.Equal(0, daemon.WaitForExit());
        Assert.True(File.Exists(_folder["cancelled-a"]));
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("INT")]
    public void Other_signals_are_ignored(string signal)
    {
        using WorkerProcess daemon = Start();
        int port = daemon.ReadPort();

        daemon.Signal(signal);

        using SparkPeer peer = WorkerProcess.ConnectTcp(port).Greet();
        Assert.Equal(["A"], Run(peer, """{"op":"upper"}""", "a").Texts);
        daemon.CloseInput();
        Assert.Equal(0, daemon.WaitForExit());
    }

    [Fact]
    public void With_reuse_a_connection_serves_task_after_task_and_without_it_one()
    {
        using WorkerProcess daemon = Start(Reuse);
        using SparkPeer peer = WorkerProcess.ConnectTcp(daemon.ReadPort()).Greet();
        Assert.Equal(["A"], Run(peer, """{"op":"upper"}""", "a").Texts);
        Assert.Equal(["b"], Run(peer, """{"op":"identity"}""", "b").Texts);

        using WorkerProcess other = Start();
        using SparkPeer once = WorkerProcess.ConnectTcp(other.ReadPort()).Greet();
        Assert.Equal(["A"], Run(once, """{"op":"upper"}""", "a").Texts);
        once.ExpectEnd();
    }

    [Fact]
    public void Many_connections_at_once_are_all_served()
    {
        using WorkerProcess daemon = Start(Reuse);
        int port = daemon.ReadPort();

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 20 }, i =>
        {
            using SparkPeer peer = WorkerProcess.ConnectTcp(port).Greet();
            Assert.Equal([$"T{i}"], Run(peer, """{"op":"upper"}""", $"t{i}").Texts);
        });
    }

    private static WorkerProcess Start(params (string, string)[] environment) => new(Command, [Secret, .. environment]);

    private static Answer Run(SparkPeer peer, string command, string text) =>
        peer.Send(TaskScript.Of("4.3.0", TaskScript.Call([0], command)).Bytes([text])).ReadAnswer("4.3.0");

    /// <summary>A connection inside a task, which has begun.</summary>
    private SparkPeer Sleeping(int port, string name)
    {
        SparkPeer peer = WorkerProcess.ConnectTcp(port).Greet();
        peer.Send(TaskScript.Of("4.3.0", TaskScript.Call([0], $$"""{"op":"sleep","folder":"{{_folder.Path}}"}""")).Bytes([name]));
        WaitFor.File(_folder["begun-" + name]);
        return peer;
    }

    private void Finish() => _folder.Write("go", "");
}
