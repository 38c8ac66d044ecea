using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests.Samples;

/// <summary>The documentation's C# is code that runs: what stands there is what stands here.</summary>
[Collection(SparkClusters.Collection)]
public sealed class SparkSampleTests
{
    public SparkSampleTests(SparkSessions sessions) => sessions.Stop();

    [Fact]
    public void The_sample_stands_in_the_documentation_as_it_is_tested()
    {
        string page = Read("docs", "spark.md");
        string source = Read("tests", "SparkNer.IntegrationTests", "Samples", "SparkSample.cs");
        string sample = page[page.IndexOf("<!-- sample: SparkSample -->", StringComparison.Ordinal)..].Split("```csharp\n")[1].Split("```")[0];
        string usings = source[..source.IndexOf("namespace ", StringComparison.Ordinal)];
        string body = source.Split("// <sample>\n")[1].Split("        // </sample>")[0];
        Assert.Equal(usings + string.Join('\n', body.Split('\n').Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l)), sample);
    }

    [SparkTheory, EachSpark]
    public void The_sample_writes_the_columns_and_shows_the_names(string version)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["models"], Path.Combine(Golden.RepositoryRoot, "models"));
        Directory.CreateDirectory(folder["news"]);
        TestTexts.Write(folder["news/1.parquet"], [new TestText(1, "Teresa Novak lives in Lisbon."), new TestText(2, "Nobody was there.")]);
        var settings = new SparkSettings(SparkDistributions.Of(version), folder.Path, new Dictionary<string, string>
        {
            ["spark.master"] = "local[2]",

            // The program of this process is the test's, which is no worker.
            ["spark.sparkner.worker"] = SparkNerProgram.Built,
        });

        string output = RunIn(folder.Path, settings.Environment());

        Assert.Equal(
            ["id", "text", "document", "sentence", "token", "ner", "ner_chunk", "ner_error"],
            AnnotatedFiles.SparkSchema(folder["news-tagged"] + "/*.parquet")["fields"]!.AsArray().Select(f => (string)f!["name"]!));
        Assert.Contains("chunks", output, StringComparison.Ordinal);
        Assert.Contains("[Teresa Novak, Li...|", output, StringComparison.Ordinal);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Golden.RepositoryRoot, .. path])).ReplaceLineEndings("\n");

    private static string RunIn(string folder, Dictionary<string, string> variables)
    {
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        using var output = new StringWriter();
        using var environment = new ProcessEnvironment(variables);
        try
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(output);
            Assert.Equal(0, SparkSample.Run([]));
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }

        return output.ToString();
    }
}
