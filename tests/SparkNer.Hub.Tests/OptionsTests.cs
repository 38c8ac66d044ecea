using SparkNer.Testing;

namespace SparkNer.Hub.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("/home/a/.cache/huggingface/hub")]
    [InlineData("/xdg/huggingface/hub", "XDG_CACHE_HOME=/xdg")]
    [InlineData("/hf/hub", "XDG_CACHE_HOME=/xdg", "HF_HOME=/hf")]
    [InlineData("/cache", "XDG_CACHE_HOME=/xdg", "HF_HOME=/hf", "HF_HUB_CACHE=/cache")]
    [InlineData("/home/a/c", "HF_HUB_CACHE=~/c")]
    public void The_cache_is_where_huggingface_hub_has_it(string expected, params string[] environment) => Assert.Equal(expected, Of(environment).CacheFolder);

    [Fact]
    public void The_token_is_in_the_environment_or_in_a_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("token", "hf_file\n");
        folder.Write("other", "hf_other");
        Assert.Null(Of().Token);
        Assert.Equal("hf_file", Of("HF_HOME=" + folder.Path).Token);
        Assert.Equal("hf_other", Of("HF_HOME=" + folder.Path, "HF_TOKEN_PATH=" + folder["other"]).Token);
        Assert.Equal("hf_env", Of("HF_HOME=" + folder.Path, "HF_TOKEN= hf_env ").Token);
        Assert.Null(Of("HF_HOME=" + folder.Path, "HF_HUB_DISABLE_IMPLICIT_TOKEN=1").Token);
    }

    [Fact]
    public void A_token_that_cannot_be_one_is_not_printed()
    {
        HubException error = Assert.Throws<HubException>(() => Of("HF_TOKEN=hf_a\nhf_b"));
        Assert.DoesNotContain("hf_a", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "HF_HUB_OFFLINE=1")]
    [InlineData(true, "TRANSFORMERS_OFFLINE=true")]
    [InlineData(true, "HF_HUB_OFFLINE=0", "TRANSFORMERS_OFFLINE=YES")]
    [InlineData(false, "HF_HUB_OFFLINE=0")]
    [InlineData(false)]
    public void Offline(bool expected, params string[] environment) => Assert.Equal(expected, Of(environment).Offline);

    [Fact]
    public void Endpoint_and_timeouts()
    {
        HubOptions options = Of("HF_ENDPOINT=https://mirror.example/hub/", "HF_HUB_ETAG_TIMEOUT=3", "HF_HUB_DOWNLOAD_TIMEOUT=60");
        Assert.Equal("https://mirror.example/hub", options.Endpoint.AbsoluteUri);
        Assert.Equal((3, 60), (options.MetadataTimeout.TotalSeconds, options.DownloadTimeout.TotalSeconds));
        Assert.Equal("https://huggingface.co/", Of().Endpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("HF_ENDPOINT=mirror", "HF_ENDPOINT is 'mirror'")]
    [InlineData("HF_ENDPOINT=file:///etc", "HF_ENDPOINT is")]
    [InlineData("HF_HUB_ETAG_TIMEOUT=soon", "HF_HUB_ETAG_TIMEOUT is 'soon'")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT=0", "HF_HUB_DOWNLOAD_TIMEOUT is '0'")]
    public void A_wrong_variable_is_named(string variable, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<HubException>(() => Of(variable)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("org/name", "org/name", null)]
    [InlineData("org/name@v1.0", "org/name", "v1.0")]
    [InlineData("org/name@refs/pr/1", "org/name", "refs/pr/1")]
    [InlineData("gpt2", "gpt2", null)]
    public void A_models_name(string text, string id, string? revision)
    {
        (HubRepository repository, string? at) = HubRepository.ParseWithRevision(text);
        Assert.Equal((id, revision), (repository.Id, at));
    }

    [Theory]
    [InlineData("a/b/c")]
    [InlineData("../name")]
    [InlineData("org/..")]
    [InlineData("org/na me")]
    [InlineData("org/a--b")]
    [InlineData("org/name.git")]
    [InlineData("/name")]
    [InlineData("org/")]
    [InlineData("org/na\\me")]
    [InlineData("org/name@")]
    [InlineData("org/name@../x")]
    public void What_is_no_models_name(string text) => Assert.Throws<HubException>(() => HubRepository.ParseWithRevision(text));

    private static HubOptions Of(params string[] environment)
    {
        Dictionary<string, string> variables = environment.Prepend("HOME=/home/a").Select(e => e.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        return HubOptions.FromEnvironment(variables.GetValueOrDefault);
    }
}
