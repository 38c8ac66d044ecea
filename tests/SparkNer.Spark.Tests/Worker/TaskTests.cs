using System.Text;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker;
using SparkNer.Spark.Worker.Tasks;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>What a worker answers to a task.</summary>
public sealed class TaskTests
{
    private const string Upper = """{"op":"upper"}""";

    public static TheoryData<string> Versions => [.. TaskScript.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Rows_times_and_the_end_come_in_Sparks_order(string version)
    {
        TaskScript task = TaskScript.Of(version, TaskScript.Call([0], Upper));

        Answer answer = ScriptedSpark.Run(task, task.Bytes(["a", null], ["ß", "é"]));

        Assert.Equal([-6, -3, -1, 0, -4], answer.Controls);
        Assert.Equal(["A", null, "ß", "É"], answer.Texts);
        Assert.Equal([2, 2], answer.Batches.Select(b => b.Count));
        Assert.True(answer.Times[0] > 0 && answer.Times[1] >= answer.Times[0] && answer.Times[2] >= answer.Times[1]);
        Assert.All(answer.Times.Skip(3), t => Assert.InRange(t, 0, 60_000));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_empty_partition_has_no_stream(string version)
    {
        TaskScript task = TaskScript.Of(version, TaskScript.Call([0], Upper));

        Assert.Equal([-3, -1, 0, -4], ScriptedSpark.Run(task, task.Bytes([])).Controls);
    }

    [Fact]
    public void A_batch_without_rows_is_answered_by_one()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Upper));

        Assert.Equal([1, 0, 1], ScriptedSpark.Run(task, task.Bytes(["a"], [], ["b"])).Batches.Select(b => b.Count));
    }

    [Fact]
    public void A_rows_function_may_get_a_batch_without_rows()
    {
        (ArrowSchema schema, RecordBatch batch) = TestData.Rows();
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], """{"op":"upper","in":"text","out":"up","keep":["id"]}""")) with { EvalType = TaskScript.MapInArrow };

        Answer answer = ScriptedSpark.Run(task, task.Bytes(schema, batch));

        Assert.Equal([-6, -3, -1, 0, -4], answer.Controls);
        Assert.Empty(answer.Rows);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Rows_come_and_go_as_one_struct(string version)
    {
        (ArrowSchema schema, RecordBatch batch) = TestData.Rows((1, "a"), (2, null));
        TaskScript task = TaskScript.Of(version, TaskScript.Call([0], """{"op":"upper","in":"text","out":"up","keep":["id"]}""")) with { EvalType = TaskScript.MapInArrow };

        Answer answer = ScriptedSpark.Run(task, task.Bytes(schema, batch));

        Assert.False(Assert.Single(answer.Schema!.Fields).IsNullable);
        Assert.Equal(["""[{"id":1,"up":"A"}]""", """[{"id":2,"up":null}]"""], answer.Rows);
    }

    [Fact]
    public void Ten_functions_give_ten_columns()
    {
        TaskScript task = TaskScript.Of("4.2.1", [.. Enumerable.Range(0, 10).Select(i => TaskScript.Call([0], i % 2 == 0 ? Upper : """{"op":"identity"}"""))]);

        Answer answer = ScriptedSpark.Run(task, task.Bytes(["a", "b"]));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"_{i}"), answer.Schema!.Fields.Select(f => f.Name));
        Assert.Equal("""["A","a","A","a","A","a","A","a","A","a"]""", answer.Rows[0]);
    }

    [Fact]
    public void A_chain_applies_its_functions_in_the_order_written()
    {
        TaskScript task = TaskScript.Of("3.5.9", TaskScript.Call([1, 0], """{"op":"concat"}""", Upper, """{"op":"identity"}"""));
        byte[] bytes = task.Bytes(TestData.Schema("_0", "_1"), TestData.Batch(TestData.Texts("x", "y"), TestData.Texts("a", null)));

        Assert.Equal(["A|X", null], ScriptedSpark.Run(task, bytes).Texts);
    }

    [Fact]
    public void Named_arguments_are_found_by_name_wherever_they_stand()
    {
        var call = new FunctionCall(
            [new ArgumentReference(0, "second"), new ArgumentReference(1, "first")], [Encoding.UTF8.GetBytes("""{"op":"concat"}""")]);
        TaskScript task = TaskScript.Of("4.1.4", call);
        byte[] bytes = task.Bytes(TestData.Schema("_0", "_1"), TestData.Batch(TestData.Texts("x"), TestData.Texts("a")));

        Assert.Equal(["a|x"], ScriptedSpark.Run(task, bytes).Texts);
    }

    [Fact]
    public void A_large_batch_is_answered_in_pieces_of_bounded_rows()
    {
        TaskScript task = TaskScript.Of("3.5.9", TaskScript.Call([0], Upper));
        string[] texts = [.. Enumerable.Range(0, (BatchSlicer.MaxRows * 2) + 7).Select(i => $"T{i}")];

        Answer answer = ScriptedSpark.Run(task, task.Bytes(texts));

        Assert.Equal([BatchSlicer.MaxRows, BatchSlicer.MaxRows, 7], answer.Batches.Select(b => b.Count));
        Assert.Equal(texts, answer.Texts);
    }

    [Fact]
    public void Long_documents_are_answered_in_pieces_of_bounded_text()
    {
        TaskScript task = TaskScript.Of("3.5.9", TaskScript.Call([0], """{"op":"identity"}"""));
        int half = BatchSlicer.MaxTextBytes / 2;
        string?[] texts = [new('a', half), new('b', half), "c", null, new('d', 5 * half), "e", ""];

        Answer answer = ScriptedSpark.Run(task, task.Bytes(texts));

        Assert.Equal([2, 2, 1, 2], answer.Batches.Select(b => b.Count));
        Assert.Equal(texts, answer.Texts);
    }

    [Fact]
    public void An_error_in_a_later_batch_comes_after_the_streams_end()
    {
        TaskScript task = TaskScript.Of("4.1.4", TaskScript.Call([0], """{"op":"error"}"""));
        using var spark = new ScriptedSpark();

        Answer answer = spark.Peer.Greet().Send(task.Bytes(["ok"], ["ok"], ["boom"], ["ok"])).ReadAnswer(task.Version);

        // Reading to the stream's own end is what lets the next number be read at all.
        Assert.Equal([-6, -2], answer.Controls);
        Assert.Equal(["ok", "ok"], answer.Texts);
        Assert.Equal("sparkner: error: row value 'boom' is not allowed (é)\nsparkner: end of error", answer.Error);
        spark.Peer.ExpectEnd();
    }

    [Theory]
    [InlineData("""{"op":"short"}""", "1 results for 2 rows")]
    [InlineData("""{"op":"cannot"}""", "this function cannot work here: do something else")]
    [InlineData("""{"op":"bug"}""", "unexpected failure, InvalidOperationException: this should not happen")]
    [InlineData("""{"op":"file"}""", "unexpected failure, DirectoryNotFoundException")]
    [InlineData("\u0080\u0005K", "this column uses a Python function")]
    [InlineData("something", "without the mark 'SNF1'")]
    public void A_failure_is_told_in_one_line(string command, string expected)
    {
        var call = new FunctionCall([new ArgumentReference(0, null)], [Encoding.Latin1.GetBytes(command)]);
        TaskScript task = TaskScript.Of("4.0.4", call);

        Answer answer = ScriptedSpark.Run(task, task.Bytes(["a", "b"]));

        Assert.Equal(-2, answer.Controls[^1]);
        string[] lines = answer.Error!.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("sparkner: error: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(expected, lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null, false, false)]
    [InlineData(true, null, false, true)]
    [InlineData(false, "true", false, true)]
    [InlineData(true, "true", true, false)]
    public void The_stack_is_shown_only_when_asked_for(bool environment, string? property, bool hides, bool expected)
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], """{"op":"bug"}""")) with
        {
            LocalProperties = property is null ? [] : new Dictionary<string, string> { ["spark.sparkner.debug"] = property },
        };
        using var spark = new ScriptedSpark(change: e => e with { Debug = environment, HidesTraceback = hides });

        Answer answer = spark.Peer.Greet().Send(task.Bytes(["a"])).ReadAnswer(task.Version);

        Assert.Equal(expected, answer.Error!.Contains("   at SparkNer.", StringComparison.Ordinal));
        Assert.EndsWith("\n" + WorkerErrorText.End, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_that_did_not_come_is_named()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([2], Upper));

        Assert.Contains("2 is not one of the 1 columns", ScriptedSpark.Run(task, task.Bytes(["a"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_function_cannot_be_used_on_whole_rows()
    {
        (ArrowSchema schema, RecordBatch batch) = TestData.Rows((1, "a"));
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Upper)) with { EvalType = TaskScript.MapInArrow };

        Assert.Contains("cannot be used in mapInArrow", ScriptedSpark.Run(task, task.Bytes(schema, batch)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_data_is_an_error_and_not_a_crash()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Upper));
        byte[] bytes = [.. task.Header(), .. Enumerable.Repeat((byte)0x11, 100)];

        Assert.Contains("Spark's data cannot be read", ScriptedSpark.Run(task, bytes).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Spark_that_stays_connected_while_it_sends_gets_the_error_and_an_orderly_end()
    {
        TaskScript task = TaskScript.Of("3.5.9", TaskScript.Call([0], """{"op":"error"}"""));
        string?[][] batches = [["boom"], .. Enumerable.Repeat<string?[]>([new string('x', 1_000_000)], 30)];
        using var spark = new ScriptedSpark();

        Answer answer = spark.Peer.Greet().Send(task.Bytes(batches)).ReadAnswer(task.Version);

        Assert.Equal([-2], answer.Controls);
        spark.Peer.ExpectEnd();
    }

    [Fact]
    public void A_task_that_does_not_end_as_it_should_makes_the_connection_useless()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Upper));
        byte[] bytes = task.Bytes(["a"]);
        bytes[^1] = 0xFF;
        using var spark = new ScriptedSpark();

        Assert.Equal([-6, -3, -1, 0, -1], spark.Peer.Greet().Send(bytes).ReadAnswer(task.Version).Controls);
        spark.Peer.ExpectEnd();
    }

    [Fact]
    public void Tasks_of_different_functions_follow_each_other_on_one_connection()
    {
        using var spark = new ScriptedSpark();
        spark.Peer.Greet();
        foreach (string version in TaskScript.Versions)
        {
            TaskScript task = TaskScript.Of(version, TaskScript.Call([0], Upper));
            Assert.Equal([version.ToUpperInvariant() + "X"], spark.Peer.Send(task.Bytes([version + "x"])).ReadAnswer(version).Texts);
        }
    }

    [Fact]
    public void Without_reuse_a_connection_serves_one_task_and_then_waits_for_its_end()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Upper));
        using var spark = new ScriptedSpark(change: e => e with { ReusesWorkers = false });

        Assert.Equal(-4, spark.Peer.Greet().Send(task.Bytes(["a"])).ReadAnswer(task.Version).Controls[^1]);
        spark.Peer.ExpectEnd();
    }
}
