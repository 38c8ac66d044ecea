using System.Buffers.Binary;
using System.Security.Cryptography;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Tests.Support;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>Broadcasts, as files and from the server for encrypted ones.</summary>
public sealed class BroadcastTests
{
    private const string Bcast = """{"op":"bcast"}""";

    public static TheoryData<string> Versions => [.. TaskScript.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Later_tasks_bring_only_what_has_changed(string version)
    {
        using var folder = new TemporaryFolder();
        byte[] a = Framed(10), b = Framed(20);
        TaskScript task = TaskScript.Of(version, TaskScript.Call([0], Bcast));
        using var spark = new ScriptedSpark();
        spark.Peer.Greet();

        string? Run(params (long, string?)[] changes) =>
            spark.Peer.Send((task with { Broadcasts = changes }).Bytes(["x"])).ReadAnswer(version).Texts[0];

        Assert.Equal(Tag("file", a), Run((0, folder.Write("a", a))));
        // Spark may delete a file as soon as it has told of it.
        File.Delete(folder["a"]);
        Assert.Equal(Tag("file", a), Run());
        Assert.Equal(Tag("file", b), Run((7, folder.Write("b", b))));
        Assert.Equal(Tag("file", a), Run((-8, null)));
        Assert.Equal(Tag("file", b), Run((-1, null), (0, folder["b"])));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Bcast)) with { Broadcasts = [(1, "/nowhere/broadcast")] };

        string error = ScriptedSpark.Run(task, task.Bytes(["x"])).Error!;

        Assert.Contains("a broadcast cannot be read on this executor", error, StringComparison.Ordinal);
        Assert.Contains("/nowhere/broadcast", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.5.9", false)]
    [InlineData("4.0.4", false)]
    [InlineData("4.1.4", false)]
    [InlineData("4.1.4", true)]
    [InlineData("4.3.0", false)]
    [InlineData("4.3.0", true)]
    public void Encrypted_broadcasts_are_kept_in_memory(string version, bool isUnix)
    {
        byte[] a = Framed(3_000_000), b = Framed(0), c = Framed(2_000_000);
        using var server = new BroadcastServerMock(isUnix, (3, a), (4, b), (5, c));
        TaskScript task = TaskScript.Of(version, TaskScript.Call([0], Bcast)) with
        {
            Broadcasts = [(3, null), (4, null), (5, null)],
            BroadcastServer = server.Address,
        };
        using var spark = new ScriptedSpark();

        Assert.Equal([Tag("mem", c)], spark.Peer.Greet().Send(task.Bytes(["x"])).ReadAnswer(version).Texts);
        TaskScript next = TaskScript.Of(version, TaskScript.Call([0], Bcast)) with { Broadcasts = [(-6, null), (-5, null)] };
        Assert.Equal([Tag("mem", a)], spark.Peer.Send(next.Bytes(["x"])).ReadAnswer(version).Texts);
        spark.Peer.Dispose();
        spark.WaitForEnd();
        // The server's thread may still be reading that byte.
        WaitFor.True(() => server.Done == 1, "the server was not told that all has been read");
    }

    [Fact]
    public void A_foreign_encrypted_broadcast_is_refused()
    {
        using var server = new BroadcastServerMock(false, (3, [.. "pickled data"u8, 1, 2, 3]));
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Bcast)) with { Broadcasts = [(3, null)], BroadcastServer = server.Address };

        Assert.Contains("spark.io.encryption.enabled", ScriptedSpark.Run(task, task.Bytes(["x"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_breaks_off_or_refuses_is_an_error()
    {
        using var server = new BroadcastServerMock(false, (3, Framed(1000)[..500]));
        TaskScript task = TaskScript.Of("4.3.0", TaskScript.Call([0], Bcast)) with { Broadcasts = [(4, null)], BroadcastServer = server.Address };
        TaskScript refused = task with { BroadcastServer = (server.Address.Port, "wrong") };

        Assert.Contains("sent number 3 instead of 4", ScriptedSpark.Run(task, task.Bytes(["x"])).Error, StringComparison.Ordinal);
        Assert.Contains("refused the secret", ScriptedSpark.Run(refused, refused.Bytes(["x"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_share_one_copy_and_the_last_one_gives_it_back()
    {
        var table = new MemoryBroadcasts();
        byte[] bytes = Framed(2_500_000);
        MemoryBroadcast first = table.Read(Sent(1, bytes), 1);
        MemoryBroadcast second = table.Read(Sent(1, bytes), 1);
        MemoryStream sent = Sent(1, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        MemoryBroadcast third = table.Read(sent, 1);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, bytes.Length * 3 / 4);
        Assert.All(new[] { first, second, third }, b => Assert.Equal(bytes, Read(b)));
        first.Dispose();
        second.Dispose();
        Assert.Equal(bytes, Read(third));
        third.Dispose();
        Assert.Throws<ObjectDisposedException>(third.Open);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(1_048_576)]
    [InlineData(2_500_000)]
    public void Other_bytes_under_the_same_number_are_kept_apart(int differAt)
    {
        var table = new MemoryBroadcasts();
        byte[] bytes = Framed(2_600_000);
        byte[] other = [.. bytes];
        other[differAt] ^= 1;
        byte[] longer = Framed(2_600_001);

        using MemoryBroadcast first = table.Read(Sent(1, bytes), 1);
        using MemoryBroadcast second = table.Read(Sent(1, other), 1);
        using MemoryBroadcast third = table.Read(Sent(1, longer), 1);

        Assert.Equal(bytes, Read(first));
        Assert.Equal(other, Read(second));
        Assert.Equal(longer, Read(third));
    }

    [Fact]
    public void A_length_that_lies_costs_no_memory()
    {
        var table = new MemoryBroadcasts();
        byte[] bytes = [.. "SNB1"u8, 0, 0, 0, 15, 0, 0, 0, 0, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<IOException>(() => table.Read(Sent(1, bytes), 1));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Streams_are_independent_and_seekable()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Framed(1000);
        using BroadcastValue file = new FileBroadcast(1, folder.Write("b", bytes));
        using Stream one = file.Open();
        using Stream two = file.Open();
        one.Seek(-5, SeekOrigin.End);

        Assert.Equal(bytes[^5], one.ReadByte());
        Assert.Equal(bytes[0], two.ReadByte());
        Assert.Equal(bytes.Length, file.Length);
        one.Position = bytes.Length + 10;
        Assert.Equal(-1, one.ReadByte());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stream_outlives_the_connection_that_it_came_by(bool isFile)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Framed(1000);
        BroadcastValue value = isFile ? new FileBroadcast(1, folder.Write("b", bytes)) : new MemoryBroadcasts().Read(Sent(1, bytes), 1);
        Stream stream = value.Open();

        value.Dispose();
        File.Delete(folder["b"]);

        var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(bytes, copy.ToArray());
        stream.Dispose();
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(value.Open);
    }

    private static MemoryStream Sent(long id, byte[] bytes) => new(new JavaWriter().Long(id).Raw(bytes).ToArray());

    private static byte[] Read(BroadcastValue value)
    {
        using Stream stream = value.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Framed(int length)
    {
        byte[] bytes = new byte[12 + length];
        new Random(length).NextBytes(bytes);
        "SNB1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), length);
        return bytes;
    }

    private static string Tag(string kind, byte[] bytes) => $"{kind}:{bytes.Length}:{Convert.ToHexStringLower(MD5.HashData(bytes))[..8]}:x";
}
