using SparkNer.Spark.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Spark cancels a task by closing its connection.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(""","fails":true""", 0)]
    [InlineData("", 1000)]
    [InlineData("", 200_000)]
    [InlineData("", 30_000_000)]
    public void A_function_learns_that_Spark_has_gone_whatever_nobody_has_read(string more, int unread)
    {
        using var folder = new TemporaryFolder();
        using var spark = new ScriptedSpark();
        string[][] rows = unread == 0 ? [["a"]] : [["a"], [new string('x', unread)]];
        spark.Peer.Greet().Send(Sleep(folder, more).Bytes(rows));
        WaitFor.File(folder["begun-a"]);

        spark.Peer.Dispose();

        WaitFor.File(folder["cancelled-a"]);
        spark.WaitForEnd();
        AssertQuiet(spark);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public void A_cancelled_connection_ends_in_order_whatever_has_not_been_read(int length)
    {
        using var folder = new TemporaryFolder();
        using var spark = new ScriptedSpark();
        spark.Peer.Greet().Send(Sleep(folder).Bytes(["a"], [new string('x', length)]));
        WaitFor.File(folder["begun-a"]);

        spark.Connection.Cancel();

        WaitFor.File(folder["cancelled-a"]);
        spark.Peer.ExpectEnd();
        spark.WaitForEnd();
        AssertQuiet(spark);
    }

    [Fact]
    public void A_connection_that_waits_for_a_task_can_be_cancelled()
    {
        using var spark = new ScriptedSpark();
        spark.Peer.Greet();

        spark.Connection.Cancel();

        spark.Peer.ExpectEnd();
        spark.WaitForEnd();
    }

    [Fact]
    public void A_Spark_that_goes_in_the_middle_of_a_header_or_of_the_data_is_no_error()
    {
        TaskScript task = TaskScript.Of("4.1.4", TaskScript.Call([0], """{"op":"upper"}"""));
        byte[] bytes = task.Bytes(["a"], ["b"]);
        foreach (int length in Enumerable.Range(0, 24).Select(i => i * bytes.Length / 24).Append(bytes.Length - 1))
        {
            using var spark = new ScriptedSpark();
            spark.Peer.Greet().Send(bytes[..length]).Dispose();
            spark.WaitForEnd();
            AssertQuiet(spark);
        }
    }

    private static TaskScript Sleep(TemporaryFolder folder, string more = "") =>
        TaskScript.Of("4.3.0", TaskScript.Call([0], $$"""{"op":"sleep","folder":"{{folder.Path}}"{{more}}}"""));

    private static void AssertQuiet(ScriptedSpark spark)
    {
        Assert.DoesNotContain("error", spark.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", spark.LogText, StringComparison.Ordinal);
    }
}
