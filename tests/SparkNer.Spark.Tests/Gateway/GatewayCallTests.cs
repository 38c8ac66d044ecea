using SparkNer.Spark.Gateway;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

public sealed class GatewayCallTests
{
    [Fact]
    public void A_wrong_secret_is_refused_with_a_message_that_names_it()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yv");
        GatewayException e = Assert.Throws<GatewayException>(() => JavaGateway.Connect(jvm.Address with { Secret = "another" }));
        Assert.Contains("PYSPARK_GATEWAY_SECRET", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_where_nobody_listens_is_a_closed_gateway()
    {
        FakeJvm jvm = FakeJvm.Answering("!yv");
        GatewayAddress address = jvm.Address;
        jvm.Dispose();
        Assert.Throws<GatewayClosedException>(() => JavaGateway.Connect(address));
    }

    [Fact]
    public void The_secret_is_not_a_part_of_an_addresss_text() => Assert.DoesNotContain("xyzzy", new GatewayAddress(1, "xyzzy").ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_jvm_that_dies_in_the_middle_of_a_call_is_named_with_the_call()
    {
        using var jvm = new FakeJvm(c => c.Lines is ["c", "o7", "count", ..] ? null : "!yro7");
        using var gateway = JavaGateway.Connect(jvm.Address);
        JavaObject made = gateway.New("a.B");
        GatewayClosedException e = Assert.Throws<GatewayClosedException>(() => made.Call("count"));
        Assert.Contains("calling o7.count", e.Message, StringComparison.Ordinal);
        Assert.Contains("1 Java objects", e.Message, StringComparison.Ordinal);
        Assert.Null(e.ExitStatus);
    }

    [Fact]
    public void After_a_lost_connection_the_next_call_opens_another()
    {
        using var jvm = new FakeJvm(c => c.Lines[2] == "die" ? null : "!yi5");
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<GatewayClosedException>(() => gateway.CallStatic("a.B", "die"));
        Assert.Equal(5, gateway.CallStatic("a.B", "go"));
        Assert.Equal([1, 2], jvm.Commands.Select(c => c.Connection));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("!q")]
    [InlineData("!ywhat")]
    [InlineData("!yix")]
    [InlineData("!yi99999999999")]
    [InlineData("!yjnot base64!")]
    [InlineData("!zsall over")]
    [InlineData("!z")]
    public void An_answer_that_is_none_is_an_error_of_the_gateway(string reply)
    {
        using FakeJvm jvm = FakeJvm.Answering(reply);
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<GatewayException>(() => gateway.CallStatic("a.B", "c"));
    }

    [Fact]
    public void A_refused_call_says_what_was_called_and_why_in_one_line()
    {
        using FakeJvm jvm = FakeJvm.Answering("!xspy4j.Py4JException: Method c([]) does not exist\\n\tat py4j.X(Y.java:1)\\n");
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Equal("the JVM refused calling a.B.c: Method c([]) does not exist", Assert.Throws<GatewayException>(() => gateway.CallStatic("a.B", "c")).Message);
    }

    [Fact]
    public void A_member_that_is_not_there_is_named()
    {
        using FakeJvm jvm = FakeJvm.Answering("!x");
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Equal("a.B has no member C", Assert.Throws<GatewayException>(() => gateway.StaticMember("a.B", "C")).Message);
    }

    [Fact]
    public void An_argument_that_cannot_travel_is_refused_before_anything_is_sent()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yi1");
        using var gateway = JavaGateway.Connect(jvm.Address);
        ArgumentException e = Assert.Throws<ArgumentException>(() => gateway.CallStatic("a.B", "c", 1, DateTime.UnixEpoch));
        Assert.StartsWith("argument 2 is a DateTime", e.Message, StringComparison.Ordinal);
        Assert.Empty(jvm.Commands);
        Assert.Equal(1, gateway.CallStatic("a.B", "c"));
    }

    [Theory]
    [InlineData("a\nb", "c")]
    [InlineData("a", "c\rd")]
    [InlineData("a", "c\nd")]
    public void A_name_cannot_smuggle_lines_into_a_command(string type, string method)
    {
        using FakeJvm jvm = FakeJvm.Answering("!yi1");
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<ArgumentException>(() => gateway.CallStatic(type, method));
        Assert.Empty(jvm.Commands);
    }

    [Fact]
    public void Typed_calls_widen_numbers_and_refuse_what_does_not_fit()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yi5");
        using var gateway = JavaGateway.Connect(jvm.Address);
        var target = new JavaObject(gateway, "o1");
        Assert.Equal(5L, target.Call<long>("a"));
        Assert.Equal(5.0, target.Call<double>("a"));
        Assert.Equal("count answered a Int32, expected was a String", Assert.Throws<GatewayException>(() => target.Call<string>("count")).Message);
    }

    [Fact]
    public void A_null_fits_what_can_be_null()
    {
        using FakeJvm jvm = FakeJvm.Answering("!yn");
        using var gateway = JavaGateway.Connect(jvm.Address);
        var target = new JavaObject(gateway, "o1");
        Assert.Null(target.Call<string?>("a"));
        Assert.Null(target.Call<int?>("a"));
        Assert.Throws<GatewayException>(() => target.Call<int>("a"));
    }

    [Fact]
    public void A_closed_gateway_is_a_disposed_object_also_to_a_call_that_waits()
    {
        using var arrived = new ManualResetEventSlim();
        using var never = new ManualResetEventSlim();
        using var jvm = new FakeJvm(_ =>
        {
            arrived.Set();
            never.Wait();
            return "!yv";
        });
        var gateway = JavaGateway.Connect(jvm.Address);
        Exception? seen = null;
        var waiting = new Thread(() => seen = Record.Exception(() => gateway.CallStatic("a.B", "wait")));
        waiting.Start();
        arrived.Wait();
        gateway.Dispose();
        waiting.Join();
        never.Set();
        Assert.IsType<ObjectDisposedException>(seen);
        Assert.Throws<ObjectDisposedException>(() => gateway.CallStatic("a.B", "c"));
    }

    [Fact]
    public void Collections_are_made_of_single_calls()
    {
        int made = 0;
        using var jvm = new FakeJvm(c => c.Lines[0] == "i" || c.Lines is ["a", "c", ..] || c.Lines[2] == "toSeq" ? $"!yro{++made}" : "!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        gateway.StringArray("x", "y");
        gateway.HashMap(KeyValuePair.Create("k", "v"));
        gateway.Seq(new JavaObject(gateway, "o9"));
        Assert.Equal(
            [
                "a|c|sjava.lang.String|i2|e", "a|s|o1|i0|sx|e", "a|s|o1|i1|sy|e", "i|java.util.HashMap|e", "c|o2|put|sk|sv|e",
                "i|java.util.ArrayList|e", "c|o3|add|ro9|e", "c|z:org.apache.spark.api.python.PythonUtils|toSeq|ro3|e",
            ],
            jvm.Commands.Select(c => c.Text).Where(t => !t.StartsWith("m|", StringComparison.Ordinal)));
    }
}
