using System.Diagnostics;
using System.Globalization;
using SparkNer.Arrow.Tests.Support;
using SparkNer.Testing;

namespace SparkNer.Arrow.Tests;

/// <summary>Arrow's own JavaScript library reads what we write, and we read what it writes.</summary>
public class ArrowJsTests
{
    [ArrowJsFact]
    public void It_reads_ours_and_we_read_its()
    {
        using var folder = new TemporaryFolder();
        List<(ArrowSchema Schema, RecordBatch[] Batches)> cases = [.. Cases()];
        for (int i = 0; i < cases.Count; i++)
        {
            File.WriteAllBytes(PathOf(i, "arrow"), Streams.Write(cases[i].Schema, cases[i].Batches));
        }

        Run(folder.Path);

        for (int i = 0; i < cases.Count; i++)
        {
            string[] expected = [.. cases[i].Batches.Select(ArrowVerifier.Render)];
            Assert.Equal(string.Join("\n", expected), File.ReadAllText(PathOf(i, "txt")));

            List<string> back = Streams.Read(File.ReadAllBytes(PathOf(i, "out.arrow")), out ArrowSchema schema);
            Assert.Equal(cases[i].Schema, schema);
            Assert.Equal(expected, back);
        }

        List<string> made = Streams.Read(File.ReadAllBytes(Path.Combine(folder.Path, "made.arrow")), out ArrowSchema madeSchema);
        Assert.Equal(11, madeSchema.Fields.Count);
        Assert.Equal(File.ReadAllText(Path.Combine(folder.Path, "made.txt")), string.Join("\n", made));

        string PathOf(int number, string extension) => Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"{number}.{extension}"));
    }

    // At least one batch each: where there is none, that library makes an empty one up.
    private static IEnumerable<(ArrowSchema Schema, RecordBatch[] Batches)> Cases()
    {
        foreach (ArrowType type in ArrowSamples.AllTypes)
        {
            var schema = new ArrowSchema(new ArrowField("column", type));
            yield return (schema, [.. Enumerable.Range(0, 5).Select(seed => new ArrowSamples(seed).Batch(schema))]);
        }

        for (int seed = 0; seed < 300; seed++)
        {
            var samples = new ArrowSamples(seed);
            ArrowSchema schema = samples.Schema();
            yield return (schema, [.. Enumerable.Range(0, 1 + (seed % 3)).Select(_ => samples.Batch(schema))]);
        }
    }

    private static void Run(string folder)
    {
        string script = Path.Combine(Golden.RepositoryRoot, "tests", "SparkNer.Arrow.Tests", "node", "exchange.mjs");
        using Process node = Process.Start(new ProcessStartInfo("node", [script, folder]) { RedirectStandardError = true })!;
        string errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors);
    }
}
