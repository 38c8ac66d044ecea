using System.Text.Json;
using System.Text.RegularExpressions;
using SparkNer.Hub;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

/// <summary>The folders of published models in <c>models/</c>.</summary>
public sealed partial class ModelCardTests
{
    private static readonly string[] _fields = ["repo", "branch", "revision", "files", "source", "licence", "architecture", "cased", "labels"];

    public static TheoryData<string> Cards => [.. Directory.GetFiles(Path.Combine(Golden.RepositoryRoot, "models"), "model.json", SearchOption.AllDirectories).Select(p => Path.GetFileName(Path.GetDirectoryName(p)!)).Order()];

    [Fact]
    public void There_are_five() => Assert.Equal(5, Cards.Count);

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_names_known_fields_only_and_invents_nothing(string name)
    {
        string path = Path.Combine(Golden.RepositoryRoot, "models", name, "model.json");
        ModelCard card = ModelCard.Read(path)!;
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(_fields, json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.NotEqual(0, json.RootElement.GetProperty("files").GetArrayLength());
        if (card.Pin is null)
        {
            Assert.All(json.RootElement.GetProperty("files").EnumerateArray(), f => Assert.Equal(JsonValueKind.Null, f.GetProperty("sha256").ValueKind));
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Its_commands_are_understood(string name)
    {
        string[] commands = [.. Command().Matches(File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "models", name, "README.md"))).Select(m => m.Groups[1].Value)];
        Assert.Contains(commands, c => c.StartsWith("annotate ", StringComparison.Ordinal));
        foreach (string command in commands)
        {
            // The inner command first, as the shell does.
            Match inner = Inner().Match(command);
            if (inner.Success)
            {
                CliRun pull = CliRun.Of(inner.Groups[1].Value.Split(' '));
                Assert.True(pull.ExitCode == ExitCode.Ok, pull.Error);
                Assert.NotNull(pull.Runners.Pull);
            }

            CliRun run = CliRun.Of(Inner().Replace(command, "FOLDER").Split(' '));
            Assert.True(run.ExitCode == ExitCode.Ok, run.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void The_list_of_models_names_it(string name) =>
        Assert.Contains($"({name}/README.md)", File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "models", "README.md")), StringComparison.Ordinal);

    [GeneratedRegex(@"^    sparkner (.+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("\"\\$\\(sparkner ([^)]+)\\)\"")]
    private static partial Regex Inner();
}
