using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SparkNer.Cli;
using SparkNer.Cli.Output;
using SparkNer.Cli.Running;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner.Support;

/// <summary>What <c>sparkner annotate</c> writes: every value on Spark must equal it.</summary>
internal static class Referee
{
    private const double Tolerance = 1e-5;

    /// <summary>The output rows for some JSON lines.</summary>
    public static List<JsonObject> Annotate(string model, IEnumerable<JsonObject> rows, params string[] options) =>
        Annotate(model, Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => r.ToJsonString() + "\n"))), options);

    /// <summary>The output rows for an input file's bytes.</summary>
    public static List<JsonObject> Annotate(string model, byte[] input, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string output = folder["out.jsonl"];
        using var printed = new StringWriter();
        using var error = new StringWriter();
        var streams = new ConsoleStreams(printed, false, error, false, _ => null, () => 80);
        var runners = new CommandRunners { Annotate = new AnnotateRunner(streams, () => Stream.Null, () => Stream.Null) };
        int exit = new CliApplication(streams, runners).Run(
            ["annotate", folder.Write("in.jsonl", input), "-o", output, "--model", model, "--quiet", .. options], CancellationToken.None);
        Assert.True(exit == 0, error.ToString());
        return [.. File.ReadAllText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
    }

    /// <summary>Fails unless two values are equal: all but probabilities to the byte, those within 1e-5.</summary>
    public static void Same(JsonNode? expected, JsonNode? actual, string at = "$")
    {
        switch (expected, actual)
        {
            case (JsonObject a, JsonObject b):
                Assert.True(a.Select(p => p.Key).SequenceEqual(b.Select(p => p.Key)), $"{at}: {string.Join(",", a.Select(p => p.Key))} / {string.Join(",", b.Select(p => p.Key))}");
                foreach ((string key, JsonNode? value) in a)
                {
                    Same(value, b[key], $"{at}.{key}");
                }

                break;
            case (JsonArray a, JsonArray b):
                Assert.True(a.Count == b.Count, $"{at}: {a.Count} / {b.Count} elements");
                for (int i = 0; i < a.Count; i++)
                {
                    Same(a[i], b[i], $"{at}[{i}]");
                }

                break;
            default:
                Assert.True(Equal(expected, actual), $"{at}: {expected?.ToJsonString() ?? "null"} / {actual?.ToJsonString() ?? "null"}");
                break;
        }
    }

    private static bool Equal(JsonNode? expected, JsonNode? actual)
    {
        if (expected is null || actual is null)
        {
            return expected is null && actual is null;
        }

        JsonValueKind kind = expected.GetValueKind();
        string a = expected.ToString();
        string b = actual.ToString();
        return a == b || (kind == actual.GetValueKind() && a.Contains('.', StringComparison.Ordinal) && IsNumber(a, out double x) && IsNumber(b, out double y) && Math.Abs(x - y) <= Tolerance);
    }

    private static bool IsNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
