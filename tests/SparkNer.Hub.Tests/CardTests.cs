using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Hub.Tests;

public sealed class CardTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void A_pin_is_written_into_the_card_and_the_rest_stays()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.json", """{"repo":"org/name","licence":"MIT","revision":null,"files":[{"name":"config.json","sha256":null},{"name":"vocab.txt","sha256":null}],"labels":["O"]}""");
        ModelCard card = ModelCard.Read(path)!;
        Assert.Equal("org/name", card.Repository!.Id);
        Assert.Null(card.Pin);
        card.Write(new ModelPin(Commit, new Dictionary<string, string> { ["config.json"] = new string('a', 64), ["model.safetensors"] = new string('b', 64) }));

        ModelPin pin = ModelCard.Read(path)!.Pin!;
        Assert.Equal(Commit, pin.Commit);
        Assert.Equal(["config.json", "model.safetensors"], pin.Sha256.Keys.Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(["repo", "licence", "revision", "files", "labels"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(3, json.RootElement.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public void Without_a_file_there_is_no_card() => Assert.Null(ModelCard.Read("/no/such/model.json"));

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"repo":1}""")]
    [InlineData("""{"repo":"a/b/c"}""")]
    [InlineData("""{"repo":"org/name","revision":"main"}""")]
    [InlineData("""{"repo":"org/name","files":[{"sha256":null}]}""")]
    [InlineData("""{"repo":"org/name","files":[{"name":"a","sha256":"x"}]}""")]
    public void A_card_that_cannot_be_one_is_named(string json)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.json", json);
        Assert.Contains(path, Assert.Throws<HubException>(() => ModelCard.Read(path)).Message, StringComparison.Ordinal);
    }
}
