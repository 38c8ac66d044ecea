using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Spark.Worker.Tasks;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Headers of all versions, made by the tests' own writer.</summary>
public sealed class TaskHeaderTests
{
    private static readonly Gen<string> Text = Gen.Elements("", "a", "spark.sql.session.timeZone", "Zoë 😀", "true", new string('x', 70_000));

    private static readonly Gen<Dictionary<string, string>> Pairs =
        from pairs in Gen.Zip(Text, Text).ListOf()
        select pairs.GroupBy(p => p.Item1).ToDictionary(g => g.Key, g => g.First().Item2);

    public static TheoryData<string> Versions => [.. TaskScript.Versions];

    [Fact]
    public void Every_layout_is_read_back()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(8), Prop.ForAll(Scripts().ToArbitrary(), AssertReadBack));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_header_that_ends_too_early_is_named(string version)
    {
        byte[] bytes = Example(version).Header();

        for (int length = 0; length < bytes.Length; length++)
        {
            WireException error = Assert.Throws<WireException>(() => Read(bytes[..length]));
            Assert.Contains(": ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Damaged_bytes_are_a_named_error_or_another_header(string version)
    {
        byte[] bytes = Example(version).Header();
        var random = new Random(17);

        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Exception? error = Record.Exception(() => Read(damaged));
            Assert.True(error is null or WireException or FunctionException, error?.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Lengths_that_lie_are_refused(string version)
    {
        byte[] bytes = Example(version).Header();

        foreach (int lie in new[] { -1, int.MinValue, int.MaxValue })
        {
            // Wherever a length may stand.
            for (int at = 0; at + 4 <= bytes.Length; at++)
            {
                byte[] damaged = [.. bytes];
                BinaryPrimitives.WriteInt32BigEndian(damaged.AsSpan(at), lie);
                Exception? error = Record.Exception(() => Read(damaged));
                Assert.True(error is null or WireException or FunctionException, error?.ToString());
            }
        }
    }

    [Fact]
    public void A_later_version_is_read_as_the_newest_known()
    {
        TaskHeader header = Read((Example("4.3.0") with { PythonVersion = "sparkner;spark=4.4.0-SNAPSHOT" }).Header());

        Assert.Equal(SparkVersion.Newest, header.Facts.Version);
    }

    [Theory]
    [InlineData("3.11")]
    [InlineData("")]
    [InlineData("sparkner")]
    public void A_function_of_somebody_elses_is_refused(string pythonVersion)
    {
        FunctionException error = Assert.Throws<FunctionException>(() => Read((Example("4.1.4") with { PythonVersion = pythonVersion }).Header()));

        Assert.Contains("Python function", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(204)]
    [InlineData(0)]
    [InlineData(-5)]
    public void Other_kinds_of_calls_are_refused_by_number(int evalType)
    {
        foreach (string version in TaskScript.Versions)
        {
            FunctionException error = Assert.Throws<FunctionException>(() => Read((Example(version) with { EvalType = evalType }).Header()));

            Assert.Contains(FormattableString.Invariant($"eval type {evalType}"), error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Barriers_are_read_over(string version) => AssertReadBack(Example(version) with { IsBarrier = true });

    private static TaskScript Example(string version) => new()
    {
        Version = version,
        LocalProperties = new Dictionary<string, string> { ["spark.app.name"] = "Zoë" },
        RunnerSettings = new Dictionary<string, string> { ["a"] = "b", ["unknown"] = "1" },
        EvalSettings = new Dictionary<string, string> { ["c"] = "d" },
        Includes = ["x.py"],
        Broadcasts = [(-8, null), (9, "/tmp/b")],
        Calls = [TaskScript.Call([0, 1], "first", "second"), new FunctionCall([new ArgumentReference(1, Named(version) ? "name" : null)], [Bytes("third")])],
    };

    private static bool Named(string version) => !version.StartsWith("3.", StringComparison.Ordinal);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Gen<TaskScript> Scripts() =>
        from version in Gen.Elements(TaskScript.Versions)
        from evalType in Gen.Elements(200, 207, 250)
        from numbers in Gen.Choose(0, int.MaxValue).ArrayOf(5)
        from switches in Gen.Choose(0, 7)
        from local in Pairs
        from runner in Pairs
        from eval in Pairs
        from includes in Text.ListOf()
        from broadcasts in Gen.Choose(-1000, 1000).ListOf()
        from calls in Calls(Named(version) && (evalType != 207 || string.CompareOrdinal(version, "4.2") >= 0))
        select new TaskScript
        {
            Version = version,
            EvalType = evalType,
            Partition = numbers[0],
            Stage = numbers[1],
            Attempt = numbers[2],
            AttemptId = (long)numbers[3] << 20,
            Cpus = numbers[4],
            LocalProperties = local,
            RunnerSettings = runner,
            EvalSettings = eval,
            Includes = [.. includes],
            IsBarrier = (switches & 1) != 0,
            Profiler = (switches & 2) != 0 && version[..3] is "4.0" or "4.1" ? "perf" : null,
            Broadcasts = [.. broadcasts.Select(b => ((long)b, b >= 0 && (switches & 4) == 0 ? $"/b{b}" : null))],
            BroadcastServer = (switches & 4) != 0 ? (4711, "secret") : null,
            Calls = [.. calls],
        };

    private static Gen<IList<FunctionCall>> Calls(bool named) => (
        from arguments in Gen.Zip(Gen.Choose(0, 100), named ? Gen.Elements(null, "a", "text", "ö") : Gen.Constant<string?>(null)).ListOf()
        from commands in Gen.Elements("", "SNF1", "{\"op\":1}").NonEmptyListOf()
        select new FunctionCall([.. arguments.Select(a => new ArgumentReference(a.Item1, a.Item2))], [.. commands.Select(Bytes)])).NonEmptyListOf().Select(l => (IList<FunctionCall>)[.. l]);

    private static void AssertReadBack(TaskScript script)
    {
        byte[] bytes = script.Header();
        BroadcastChanges? changes = null;
        using var stream = new MemoryStream([.. bytes, 42]);
        var wire = new WireReader(stream);
        TaskHeader header = TaskHeaderReader.Read(wire.Int("task"), wire, c => changes = c);

        Assert.Equal(bytes.Length, stream.Position);
        TaskFacts facts = header.Facts;
        Assert.Equal(script.Version[..3], facts.Version.ToString());
        Assert.Equal(
            (script.Partition, script.Stage, script.Attempt, script.AttemptId, script.Cpus, script.FilesFolder),
            (facts.PartitionId, facts.StageId, facts.AttemptNumber, facts.TaskAttemptId, facts.Cpus, facts.FilesFolder));
        Assert.Equal(script.EvalType == 207 ? EvalType.MapInArrow : EvalType.Scalar, facts.EvalType);
        Assert.Equal(script.LocalProperties, facts.LocalProperties);
        Assert.Equal(script.RunnerSettings, facts.RunnerSettings);
        Assert.Equal(script.Broadcasts.Where(b => b.Id < 0).Select(b => -b.Id - 1), changes!.Removed);
        Assert.Equal(script.Broadcasts.Where(b => b.Id >= 0), changes.Added.Select(a => (a.Id, a.Path)));
        Assert.Equal(script.BroadcastServer, changes.Server is { } server ? (server.Port, server.Secret ?? server.Path!) : null);
        Assert.Equal(script.Calls.Select(Describe), header.Calls.Select(Describe));
    }

    private static string Describe(FunctionCall call) =>
        string.Join(";", call.Arguments) + string.Join(";", call.Commands.Select(c => Convert.ToHexString(c.Span)));

    private static TaskHeader Read(byte[] bytes)
    {
        var wire = new WireReader(new MemoryStream(bytes));
        return TaskHeaderReader.Read(wire.Int("task: start"), wire, _ => { });
    }
}
