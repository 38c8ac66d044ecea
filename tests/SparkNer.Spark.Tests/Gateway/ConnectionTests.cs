using System.Runtime.CompilerServices;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Threads, connections, and the life of the JVM's objects.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public void Each_thread_has_a_connection_of_its_own_and_keeps_it()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        gateway.CallStatic("a.B", "first");
        OnThread(() =>
        {
            gateway.CallStatic("a.B", "second");
            gateway.CallStatic("a.B", "second");
        });
        gateway.CallStatic("a.B", "first");
        Assert.Equal([1, 2, 2, 1], jvm.Commands.Select(c => c.Connection));
    }

    [Fact]
    public void The_connections_of_ended_threads_are_closed()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        for (int i = 0; i < 5; i++)
        {
            OnThread(() => gateway.CallStatic("a.B", "c"));
        }

        Assert.Equal(2, gateway.OpenConnections);
    }

    [Fact]
    public void A_scope_has_a_connection_of_its_own_and_the_threads_comes_back_after_it()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        gateway.CallStatic("a.B", "c");
        using (gateway.OpenConnection())
        {
            gateway.CallStatic("a.B", "c");
            using (gateway.OpenConnection())
            {
                gateway.CallStatic("a.B", "c");
            }

            gateway.CallStatic("a.B", "c");
        }

        gateway.CallStatic("a.B", "c");
        Assert.Equal([1, 2, 3, 2, 1], jvm.Commands.Select(c => c.Connection));
        Assert.Equal(1, gateway.OpenConnections);
    }

    [Fact]
    public void A_connection_that_is_lost_in_a_scope_is_replaced_in_it_and_the_threads_own_stays()
    {
        using var jvm = new FakeJvm(c => c.Lines[2] == "die" ? null : "!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        gateway.CallStatic("a.B", "c");
        using (gateway.OpenConnection())
        {
            Assert.Throws<GatewayClosedException>(() => gateway.CallStatic("a.B", "die"));
            gateway.CallStatic("a.B", "c");
        }

        gateway.CallStatic("a.B", "c");
        Assert.Equal([1, 2, 3, 1], jvm.Commands.Select(c => c.Connection));
        Assert.Equal(1, gateway.OpenConnections);
    }

    [Fact]
    public void A_call_that_blocks_can_be_ended_from_another_thread()
    {
        using var cancelled = new ManualResetEventSlim();
        using var waiting = new ManualResetEventSlim();
        using var jvm = new FakeJvm(c =>
        {
            if (c.Lines[2] == "await")
            {
                waiting.Set();
                cancelled.Wait();
            }
            else
            {
                cancelled.Set();
            }

            return "!yv";
        });
        using var gateway = JavaGateway.Connect(jvm.Address);
        var blocked = new Thread(() => gateway.CallStatic("a.B", "await"));
        blocked.Start();
        waiting.Wait();
        gateway.CallStatic("a.B", "cancel");
        blocked.Join();
        Assert.Equal(["await", "cancel"], jvm.Commands.Select(c => c.Lines[2]));
    }

    [Fact]
    public void A_disposed_object_is_released_once_before_the_next_command()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yro7");
        using var gateway = JavaGateway.Connect(jvm.Address);
        JavaObject made = gateway.New("a.B");
        made.Dispose();
        made.Dispose();
        Assert.Single(jvm.Commands);
        gateway.CallStatic("a.B", "next");
        gateway.CallStatic("a.B", "next");
        Assert.Equal(["i|a.B|e", "m|d|o7|e", "c|z:a.B|next|e", "c|z:a.B|next|e"], jvm.Commands.Select(c => c.Text));
    }

    [Fact]
    public void Forgotten_objects_are_released_before_the_next_command()
    {
        int made = 0;
        using var jvm = new FakeJvm(c => c.Lines[0] == "i" ? $"!yro{++made}" : "!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        MakeAndForget(gateway, 10);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        gateway.CallStatic("a.B", "next");
        Assert.Equal(Enumerable.Range(1, 10).Select(i => "o" + i).Order(StringComparer.Ordinal), jvm.Commands.Where(c => c.IsRelease).Select(c => c.Lines[2]).Order(StringComparer.Ordinal));
        Assert.Equal("c|z:a.B|next|e", jvm.Commands[^1].Text);
        Assert.Equal(0, gateway.LiveObjects);
    }

    [Fact]
    public void A_released_object_cannot_be_used()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yro7");
        using var gateway = JavaGateway.Connect(jvm.Address);
        JavaObject made = gateway.New("a.B");
        made.Dispose();
        Assert.Throws<ObjectDisposedException>(() => made.Call("x"));
        Assert.Throws<ObjectDisposedException>(() => gateway.CallStatic("a.B", "x", made));
        Assert.Equal("o7 (released)", made.ToString());
    }

    [Fact]
    public void Many_threads_at_once_get_their_own_answers()
    {
        using var jvm = new FakeJvm(c => "!yi" + c.Lines[3][1..]);
        using var gateway = JavaGateway.Connect(jvm.Address);
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                int number = (t * 1000) + i;
                wrong += number.Equals(gateway.CallStatic("a.B", "same", number)) ? 0 : 1;
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Equal(0, wrong);
        Assert.Equal(8 * 200, jvm.Commands.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeAndForget(JavaGateway gateway, int count)
    {
        for (int i = 0; i < count; i++)
        {
            gateway.New("a.B");
        }
    }

    private static void OnThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
