using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Recorded sessions of five versions of Spark, played to a worker's connection.</summary>
public sealed class RecordingTests
{
    public static TheoryData<string, string> Playable() => Select(name => !name.StartsWith("real-", StringComparison.Ordinal));

    public static TheoryData<string, string> Real() => Select(name => name.StartsWith("real-", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Playable))]
    public void A_worker_answers_as_the_recorded_one_did(string version, string name)
    {
        WireRecording recording = WireRecording.Load(version, name);
        using var folder = new TemporaryFolder();
        using var spark = new ScriptedSpark(recording.Secret);
        spark.Peer.Greet(recording.Secret).Send(recording.SentWith(BroadcastFiles(recording, folder)));

        IReadOnlyList<Answer> expected = recording.Answers();
        Answer[] answers = [.. expected.Select(_ => spark.Peer.ReadAnswer(version))];

        Assert.NotEmpty(answers);
        Assert.All(expected.Zip(answers), pair => AssertSame(pair.First, pair.Second));
        // A query with a limit returned the first rows only.
        string[] returned = [.. ExpectedRows(version, name)];
        Assert.Equal(returned, answers.SelectMany(a => a.Rows).Take(returned.Length));
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void Headers_for_the_real_PySpark_are_read_to_their_last_byte(string version, string name)
    {
        IReadOnlyList<RecordedTask> tasks = WireRecording.Load(version, name).Tasks();

        Assert.NotEmpty(tasks);
        Assert.All(tasks, task =>
        {
            Assert.Equal(name.Contains("map", StringComparison.Ordinal) ? EvalType.MapInArrow : EvalType.Scalar, task.Header.Facts.EvalType);
            Assert.NotEmpty(task.Header.Calls);
            Assert.All(task.Header.Calls, call => Assert.All(call.Commands, c => Assert.Equal(0x80, c.Span[0])));
            Assert.Contains(task.Header.Facts.LocalProperties.Keys, k => k.StartsWith("spark.", StringComparison.Ordinal));
            Assert.NotEmpty(task.Header.Facts.RunnerSettings);
            Assert.NotEmpty(task.Header.Facts.FilesFolder);
            Assert.Equal(name == "real-bcast" ? 1 : 0, task.Broadcasts.Added.Count);
        });
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void A_Python_function_is_refused_by_name(string version, string name)
    {
        WireRecording recording = WireRecording.Load(version, name);
        using var spark = new ScriptedSpark(recording.Secret);

        Answer answer = spark.Peer.Greet(recording.Secret).Send(recording.Sent).ReadAnswer(version);

        Assert.Equal([-2], answer.Controls);
        Assert.True(WorkerErrorText.TryExtract(answer.Error, out string? message));
        Assert.StartsWith("this column uses a Python function", message, StringComparison.Ordinal);
        spark.Peer.ExpectEnd();
    }

    private static TheoryData<string, string> Select(Func<string, bool> takes)
    {
        var data = new TheoryData<string, string>();
        foreach ((string version, string name) in WireRecording.All().Where(r => takes(r.Name)))
        {
            data.Add(version, name);
        }

        return data;
    }

    private static void AssertSame(Answer expected, Answer actual)
    {
        Assert.Equal(expected.Controls, actual.Controls);
        Assert.Equal(expected.Schema?.Fields.Select(f => f.Type), actual.Schema?.Fields.Select(f => f.Type));
        Assert.Equal(expected.Batches.Select(b => b.Count), actual.Batches.Select(b => b.Count));
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Times.Count, actual.Times.Count);
        Assert.Equal(expected.Error is null, actual.Error is null);
        if (expected.Error is { } error)
        {
            // The recorded worker put the kind of its exception before the message.
            Assert.True(WorkerErrorText.TryExtract(actual.Error, out string? message));
            Assert.EndsWith(message, error, StringComparison.Ordinal);
        }
    }

    /// <summary>The broadcasts that the README describes, where the recording's paths are in this run.</summary>
    private static Dictionary<string, string> BroadcastFiles(WireRecording recording, TemporaryFolder folder)
    {
        byte[][] contents = [.. new[] { (1000, "model bytes "), (10, "second ") }.Select(c => Framed(string.Concat(Enumerable.Repeat(c.Item2, c.Item1))))];
        string[] paths = [.. recording.Tasks().SelectMany(t => t.Broadcasts.Added).Select(a => a.Path!)];
        return paths.Select((p, i) => (p, folder.Write($"broadcast{i}", contents[i]))).ToDictionary();
    }

    private static byte[] Framed(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
        return [.. "SNB1"u8, .. length, .. bytes];
    }

    /// <summary>What the query returned, as the worker's columns: without those that Spark joined to them, and with the nulls that JSON left out.</summary>
    private static IEnumerable<string> ExpectedRows(string version, string name)
    {
        if (Golden.Json("spark-wire", version, "expected.json").GetProperty(name).EnumerateArray().FirstOrDefault().ValueKind == System.Text.Json.JsonValueKind.String)
        {
            // An error.
            yield break;
        }

        JsonObject[] rows = [.. JsonNode.Parse(File.ReadAllText(Golden.PathOf("spark-wire", version, "expected.json")))![name]!.AsArray().Select(r => r!.AsObject())];
        bool isMap = name.Contains("map", StringComparison.Ordinal);
        string[] columns = [.. rows.SelectMany(r => r.Select(m => m.Key)).Distinct().Where(k => isMap || k is not ("id" or "text"))];
        foreach (JsonObject row in rows)
        {
            // A query after the other: its column is another one.
            string[] own = columns.Length > 1 && !isMap && name is not "twoudfs" ? [row.ContainsKey(columns[1]) ? columns[1] : columns[0]] : columns;
            string values = string.Join(",", own.Select(c => isMap ? $"\"{c}\":{Text(row[c])}" : Text(row[c])));
            yield return isMap ? $"[{{{values}}}]" : $"[{values}]";
        }
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => "{" + string.Join(",", o.Select(m => $"\"{m.Key}\":{Text(m.Value)}")) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Text)) + "]",
        JsonValue v when v.TryGetValue(out string? text) => System.Text.Json.JsonSerializer.Serialize(text),
        JsonValue v => System.Text.Json.JsonSerializer.Serialize(v.GetValue<float>()),
        _ => throw new NotSupportedException(),
    };
}
