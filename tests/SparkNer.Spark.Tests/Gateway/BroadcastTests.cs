using System.Globalization;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Tests.Gateway.Support;
using static SparkNer.Spark.Tests.Gateway.Support.FakeDataServer;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Bytes on their way to the JVM.</summary>
public sealed class BroadcastTests
{
    [Fact]
    public void A_broadcast_is_a_file_that_the_jvm_takes_over()
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        string path = "";
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: false, c => path = c.Lines[3][1..]);
        using var gateway = JavaGateway.Connect(jvm.Address);
        using JavaBroadcast broadcast = JavaBroadcast.Create(new JavaObject(gateway, "jsc"), s => s.Write("the bytes"u8));
        Assert.Equal((42L, false, "b"), (broadcast.Id, broadcast.IsEncrypted, broadcast.Broadcast.Id));
        Assert.Equal(folder.Path, Path.GetDirectoryName(path));
        Assert.Equal("the bytes", File.ReadAllText(path));
        Assert.Contains(jvm.Commands, c => c.Text == "c|pb|setBroadcastId|L42|e");
        broadcast.Destroy();
        Assert.Contains(jvm.Commands, c => c.Text == "c|b|destroy|e");
    }

    [Fact]
    public void A_broadcast_that_cannot_be_written_leaves_no_file()
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: false, _ => { });
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<InvalidOperationException>(() => JavaBroadcast.Create(new JavaObject(gateway, "jsc"), _ => throw new InvalidOperationException()));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(256 * 1024)]
    [InlineData(600_000)]
    public void An_encrypted_broadcast_goes_to_the_jvm_in_chunks_and_touches_no_disk(int length)
    {
        using var folder = new SparkNer.Testing.TemporaryFolder();
        var received = new MemoryStream();
        using var server = new FakeDataServer(s =>
        {
            for (int chunk = ReadInt(s); chunk != -1; chunk = ReadInt(s))
            {
                byte[] bytes = new byte[chunk];
                s.ReadExactly(bytes);
                received.Write(bytes);
            }
        });
        using FakeJvm jvm = Broadcasting(folder.Path, encrypted: true, _ => { }, server);
        using var gateway = JavaGateway.Connect(jvm.Address);
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        using JavaBroadcast broadcast = JavaBroadcast.Create(new JavaObject(gateway, "jsc"), s =>
        {
            foreach (byte[] part in content.Chunk(100_000))
            {
                s.Write(part);
            }
        });
        server.Join();
        Assert.Null(server.Error);
        Assert.Equal(content, received.ToArray());
        Assert.True(broadcast.IsEncrypted);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Contains(jvm.Commands, c => c.Text == "c|pb|waitTillDataReceived|e");
    }

    private static FakeJvm Broadcasting(string folder, bool encrypted, Action<FakeCommand> onSetup, FakeDataServer? server = null) => new(c =>
    {
        switch (c.Lines)
        {
            case ["c", "z:org.apache.spark.api.python.PythonUtils", "isEncryptionEnabled", "rjsc", "e"]:
                return encrypted ? "!ybtrue" : "!ybfalse";
            case ["c", "z:org.apache.spark.api.python.PythonRDD", "setupBroadcast", _, "e"]:
                onSetup(c);
                return "!yrpb";
            case ["c", "jsc", "broadcast", "rpb", "e"]:
                return "!yrb";
            case ["c", "b", "id", "e"]:
                return "!yL42";
            case ["c", "jsc", "sc", "e"] or ["c", _, "conf", "e"] or ["c", _, "createTempDir", ..]:
                return "!yrthing";
            case ["c", _, "getLocalDir", ..]:
                return "!ys/somewhere";
            case ["c", "thing", "getAbsolutePath", "e"]:
                return "!ys" + folder;
            case ["c", "pb", "setupEncryptionServer", "e"]:
                return "!ytserved";
            case ["a", "e", "served", "e"]:
                return "!yi2";
            case ["a", "g", "served", "i0", "e"]:
                return "!yi" + server!.Port.ToString(CultureInfo.InvariantCulture);
            case ["a", "g", "served", "i1", "e"]:
                return "!ysdata secret";
            default:
                return "!yv";
        }
    });
}
