using System.Formats.Tar;
using System.IO.Compression;
using SparkNer.Cli.Submit;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Submit;

public sealed class ArchiveWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folders_content_is_the_archives_top_in_order_with_its_executable_files()
    {
        Fill("one");
        List<(string Name, bool Runs, string Text)> entries = [];
        using var stream = new MemoryStream(Pack("one"));
        using var tar = new TarReader(new GZipStream(stream, CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            string text = entry.DataStream is null ? "" : new StreamReader(entry.DataStream).ReadToEnd();
            entries.Add((entry.Name, entry.Mode.HasFlag(UnixFileMode.OtherExecute), text));
            Assert.Equal((0, 0), (entry.Uid, entry.Gid));
        }

        Assert.Equal([("a.dll", false, "library"), ("models/", true, ""), ("models/m/", true, ""), ("models/m/model.onnx", false, "model"), ("sparkner", true, "program")], entries);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        Fill("one");
        Fill("two");
        File.SetLastWriteTimeUtc(_folder["two/a.dll"], new DateTime(2020, 5, 5, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(Pack("one"), Pack("two"));
    }

    [Fact]
    public void A_packed_program_makes_its_archive_once()
    {
        using var spark = new FakeSpark();
        SubmitRun first = SubmitRun.Of(spark, "submit", "archive");
        string path = spark["cache/sparkner/sparkner-linux-x64-0.1.0-0123456789ab.tar.gz"];
        Assert.Equal(path + "\n", first.Out);
        Assert.Contains("packing the program", first.Error, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(path);
        SubmitRun second = SubmitRun.Of(spark, "submit", "archive");
        Assert.Equal((path + "\n", ""), (second.Out, second.Error));
        SubmitRun.Of(spark, "submit", "archive", "-o", spark["mine.tar.gz"]);
        Assert.Equal(bytes, File.ReadAllBytes(spark["mine.tar.gz"]));
    }

    [Fact]
    public void Elsewhere_it_says_where_it_must_be_started()
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => ProgramFiles.Find(_folder.Path));
        Assert.Contains("neither an unpacked sparkner-linux-x64.tar.gz nor a checkout's build", error.Message, StringComparison.Ordinal);
    }

    private void Fill(string folder)
    {
        const UnixFileMode executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(_folder.Write(folder + "/sparkner", "program"u8.ToArray()), executable);
        _folder.Write(folder + "/models/m/model.onnx", "model");
        _folder.Write(folder + "/a.dll", "library");
    }

    private byte[] Pack(string folder)
    {
        using var stream = new MemoryStream();
        ArchiveWriter.Pack(_folder[folder], stream, CancellationToken.None);
        return stream.ToArray();
    }
}
