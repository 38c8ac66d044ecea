using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Samples;

/// <summary>The README's sample is code that runs: what stands there is what stands here.</summary>
[Collection(nameof(ProcessState))]
public sealed class ReadmeSampleTests
{
    [Fact]
    public void The_sample_stands_in_the_README_as_it_is_tested()
    {
        string readme = File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");
        string source = File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "tests", "SparkNer.Onnx.Tests", "Samples", "ReadmeSample.cs")).ReplaceLineEndings("\n");
        int start = readme.IndexOf("<!-- sample: ReadmeSample -->", StringComparison.Ordinal);
        string sample = readme[start..].Split("```csharp\n")[1].Split("```")[0];
        string body = source.Split("// <sample>\n")[1].Split("        // </sample>")[0];
        Assert.Equal(
            sample.Replace("using SparkNer;\n\n", "", StringComparison.Ordinal).TrimEnd(),
            string.Join('\n', body.Split('\n').Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l)).TrimEnd());
    }

    [Fact]
    public void The_sample_finds_the_entities()
    {
        using var folder = new TemporaryFolder();
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        try
        {
            Directory.CreateSymbolicLink(folder["models"], Path.Combine(Golden.RepositoryRoot, "models"));
            folder.Write("lines.txt", "Nobody was there.\nTeresa Novak lives in Lisbon.\n");
            Environment.CurrentDirectory = folder.Path;
            Console.SetOut(output);
            ReadmeSample.Run();
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }

        Assert.Equal(
            """
            PER Angela Merkel 0..12
            PER Tim Cook 18..25
            ORG Apple Inc. 28..37
            LOC Cupertino 45..53

            Teresa Novak, Lisbon

            """,
            output.ToString());
    }
}

/// <summary>Tests that change what belongs to the process (its folder, its console) run alone.</summary>
[CollectionDefinition(nameof(ProcessState), DisableParallelization = true)]
public sealed class ProcessState;
