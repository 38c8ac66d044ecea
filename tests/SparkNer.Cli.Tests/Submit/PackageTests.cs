using System.Diagnostics;

namespace SparkNer.Cli.Tests.Submit;

public sealed class PackageTests(PackedProgram packed) : IClassFixture<PackedProgram>
{
    private const long MaximumSize = 120_000_000;

    [Fact]
    public void One_file_holds_everything_and_nothing_else()
    {
        Assert.InRange(new FileInfo(packed.Archive).Length, 1, MaximumSize);
        foreach (string name in new[]
        {
            "sparkner", "sparkner-annotate", "sparkner-evaluate", "LICENSE", "NOTICE", "VERSION", "libonnxruntime.so", "libduckdb.so", "models/sparkner-small-conll03/model.onnx", "submit/spark-submit.sh",
        })
        {
            Assert.True(File.Exists(Path.Combine(packed.Folder, name)), name);
        }

        string[] files = [.. Directory.EnumerateFiles(packed.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];
        Assert.DoesNotContain(files, name => name.EndsWith(".pdb", StringComparison.Ordinal) || name.EndsWith(".safetensors", StringComparison.Ordinal) || name is "createdump" or "SparkNer.xml");
        Assert.Single(files, "libonnxruntime.so");
    }

    [Fact]
    public void The_programs_may_be_run_and_libraries_not()
    {
        foreach (string name in new[] { "sparkner", "sparkner-annotate", "sparkner-evaluate", "submit/spark-submit.sh", "submit/get-spark.sh" })
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(packed.Folder, name)).HasFlag(UnixFileMode.OtherExecute), name);
        }

        Assert.False(File.GetUnixFileMode(Path.Combine(packed.Folder, "SparkNer.dll")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void It_tags_a_text_with_nothing_else_on_the_machine()
    {
        (int exitCode, string output, string error) = packed.Program("sparkner", "annotate", "--text", "Anna Schmidt moved to Oslo.");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("[Anna Schmidt](PER) moved to [Oslo](LOC).", output, StringComparison.Ordinal);
        (exitCode, output, error) = packed.Program("sparkner", "doctor");
        Assert.True(exitCode == 0, output + error);
    }

    [Theory]
    [InlineData("annotate", "there is no --output PATH.")]
    [InlineData("evaluate", "--mode strict needs --scheme")]
    public void A_job_is_a_program_of_its_own(string job, string message)
    {
        Assert.Contains("--input PATH", packed.Program("sparkner-" + job, job, "--help").Out, StringComparison.Ordinal);
        (int exitCode, _, string error) = packed.Program("sparkner-" + job, job, "--input", "x", "--mode", job == "annotate" ? "append" : "strict");
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith("sparkner: error: " + message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_uses_no_file_but_its_own_and_the_systems_libraries()
    {
        using Process process = Process.Start(packed.Start("sparkner", "tokenize", "--model", "sparkner-small-conll03"))!;
        process.StandardInput.WriteLine("{\"text\":\"Oslo\"}");
        process.StandardInput.Flush();

        // It reads on until its input ends; its libraries are mapped by now.
        while (!MappedFiles(process).Any(path => path.EndsWith("/SparkNer.Onnx.dll", StringComparison.Ordinal)))
        {
            Assert.False(process.HasExited);
            Thread.Sleep(10);
        }

        string[] foreign = [.. MappedFiles(process).Where(path => !path.StartsWith(packed.Folder + "/", StringComparison.Ordinal))];
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.All(foreign, path => Assert.Matches("^(/usr)?/lib(32|64)?/([^/]*-linux-gnu/)?[^/]*\\.so[.0-9]*$|^/(memfd|dev/shm|SYSV)|\\(deleted\\)$", path));
    }

    private static HashSet<string> MappedFiles(Process process) =>
        [.. File.ReadLines($"/proc/{process.Id}/maps").Select(line => line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? line[at..] : "").Where(path => path.Length > 0)];
}
