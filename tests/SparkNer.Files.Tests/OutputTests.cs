using System.Diagnostics;
using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class OutputTests
{
    private static readonly FileFormat[] _formats = [FileFormat.Parquet, FileFormat.Jsonl, FileFormat.Csv, FileFormat.Text];

    [Fact]
    public void Nothing_appears_before_complete_nor_stays_without_it()
    {
        foreach (FileFormat format in _formats)
        {
            using var folder = new TemporaryFolder();
            string input = folder.Write("in.txt", "Anna\nBob\n");
            string output = Path.Combine(folder.Path, "new", "folder", "out" + FileFormats.ExtensionOf(format));
            string outputFolder = Path.GetDirectoryName(output)!;
            foreach (bool complete in new[] { false, true })
            {
                using IRowSource source = RowSources.Open(input, FileFormat.Text, new SourceOptions { Carry = RowSinks.CarryFor(format, FakeAnnotator.Layout) });
                using (IRowSink sink = RowSinks.Create(output, format, FakeAnnotator.Layout, source))
                {
                    Assert.True(source.TryRead(out RowBatch? batch));
                    sink.Write(batch, FakeAnnotator.Annotate(batch));
                    batch.Dispose();
                    Assert.False(File.Exists(output));
                    Assert.All(Directory.GetFiles(outputFolder), f => Assert.StartsWith(".", Path.GetFileName(f), StringComparison.Ordinal));
                    if (complete)
                    {
                        sink.Complete();
                        Assert.True(new FileInfo(output).Length > 0);
                    }
                }

                Assert.Equal(complete ? [output] : [], Directory.GetFileSystemEntries(outputFolder));
            }

            OutputException exists = Assert.Throws<OutputException>(() => new AtomicOutput(output));
            Assert.Contains("exists already", exists.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_existing_file_is_replaced_only_when_asked_and_only_at_the_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("out.txt", "old");
        File.CreateSymbolicLink(folder["link.txt"], folder["out.txt"]);
        using (var output = new AtomicOutput(folder["link.txt"], overwrite: true))
        {
            using (Stream stream = output.OpenStream())
            {
                stream.Write("new"u8);
            }

            Assert.Equal("old", File.ReadAllText(folder["out.txt"]));
            output.Complete();
        }

        Assert.Equal("new", File.ReadAllText(folder["out.txt"]));
        Assert.NotNull(new FileInfo(folder["link.txt"]).LinkTarget);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);

        using var late = new AtomicOutput(folder["late.txt"]);
        folder.Write("late.txt", "someone else's");
        Assert.Throws<OutputException>(late.Complete);
        Assert.Equal("someone else's", File.ReadAllText(folder["late.txt"]));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_folder_or_a_file_in_the_way_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is a folder", Assert.Throws<OutputException>(() => new AtomicOutput(folder.Path, overwrite: true)).Message, StringComparison.Ordinal);
        folder.Write("file", "");
        string below = Path.Combine(folder["file"], "out.txt");
        Assert.StartsWith($"{below}: its folder {folder["file"]} cannot be made", Assert.Throws<OutputException>(() => new AtomicOutput(below)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        foreach (FileFormat format in _formats)
        {
            using var folder = new TemporaryFolder();
            string input = folder.Write("in.txt", string.Concat(Enumerable.Repeat("Anna met Bob\n", 5000)));
            OutputException error = Assert.Throws<OutputException>(() => FakeAnnotator.Run(
                RowSources.Open(input, FileFormat.Text, new SourceOptions { Carry = RowSinks.CarryFor(format, FakeAnnotator.Layout) }),
                s => RowSinks.Create("/dev/full", format, FakeAnnotator.Layout, s)));
            Assert.Equal("/dev/full: cannot be written: the disk is full. Free some space or write to another disk, then run again.", error.Message);
        }
    }

    [Fact]
    public void A_full_disk_under_a_file_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string small = folder["small"];
        Directory.CreateDirectory(small);
        bool mounted = Mount("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small);
        try
        {
            // Where no small disk may be mounted, the device that is always full stands for it (above); a limit on the rows shows the clean-up here.
            string input = folder.Write("in.txt", string.Concat(Enumerable.Range(0, 30000).Select(i => $"Anna{i * 7919} met Bob{i * 104729}\n")));
            foreach (FileFormat format in _formats.Where(_ => mounted))
            {
                string output = Path.Combine(small, "out" + FileFormats.ExtensionOf(format));
                OutputException error = Assert.Throws<OutputException>(() => FakeAnnotator.Run(input, output));
                Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
            }

            Assert.Empty(Directory.GetFileSystemEntries(small));
        }
        finally
        {
            if (mounted)
            {
                Mount("umount", small);
            }
        }
    }

    [Fact]
    public void A_broken_stream_ends_the_output()
    {
        foreach (FileFormat format in _formats)
        {
            using var folder = new TemporaryFolder();
            string input = folder.Write("in.txt", string.Concat(Enumerable.Repeat("Anna met Bob\n", 20000)));
            using var stream = new BrokenPipe();
            OutputException error = Assert.Throws<OutputException>(() => FakeAnnotator.Run(
                RowSources.Open(input, FileFormat.Text, new SourceOptions { Carry = RowSinks.CarryFor(format, FakeAnnotator.Layout) }),
                s => RowSinks.Create(stream, "<stdout>", format, FakeAnnotator.Layout, s)));
            Assert.Equal("<stdout>: cannot be written: Broken pipe", error.Message);
        }
    }

    [Fact]
    public void Packed_output_is_packed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", "Anna\n");
        FakeAnnotator.Run(folder["in.txt"], folder["out.jsonl.gz"]);
        Assert.Equal(0x8B1F, BitConverter.ToUInt16(File.ReadAllBytes(folder["out.jsonl.gz"])));
        using IRowSource source = RowSources.Open(folder["out.jsonl.gz"], FileFormat.Jsonl);
        Assert.True(source.TryRead(out RowBatch? batch));
        Assert.Equal("Anna", Assert.Single(batch.Texts));
        batch.Dispose();
    }

    [Fact]
    public void Names_may_not_clash()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 'x' AS text, 1 AS NER) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        InputException error = Assert.Throws<InputException>(() => FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]));
        Assert.Contains("has a column 'NER'", error.Message, StringComparison.Ordinal);
        FakeAnnotator.Run(folder["in.parquet"], folder["out.jsonl"]);
        folder.Write("in.csv", "text,ner_error\nx,y\n");
        Assert.Contains("--errors-column", Assert.Throws<InputException>(() => FakeAnnotator.Run(folder["in.csv"], folder["out.csv"])).Message, StringComparison.Ordinal);
        FakeAnnotator.Run(folder["in.csv"], folder["out.csv"], layout: FakeAnnotator.Layout with { ErrorsColumn = "errors" });
        Assert.Equal(3, Directory.GetFiles(folder.Path, "*.*").Count(f => !f.EndsWith("in.parquet", StringComparison.Ordinal)));
    }

    private static bool Mount(params string[] command)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed class BrokenPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
