namespace SparkNer.Cli.Tests.Submit;

public sealed class SubmitErrorTests : IDisposable
{
    private readonly FakeSpark _spark = new();

    public void Dispose() => _spark.Dispose();

    [Theory]
    [InlineData("--master", "", "there is no --master URL")]
    [InlineData("--master spark:/h", "", "--master: 'spark:/h' is not one of local")]
    [InlineData("--master local --deploy-mode cluster", "", "--deploy-mode cluster needs a cluster: --master local is none.")]
    [InlineData("--master local --archive x.tar.gz", "", "--archive is for clusters")]
    [InlineData("--master spark://h:1 --deploy-mode cluster --archive x.tar.gz", "", "--archive: in standalone cluster mode")]
    [InlineData("--master yarn --program-dir /x", "", "--program-dir is for Kubernetes")]
    [InlineData("--master local --conf spark.pyspark.python=python3", "", "--conf spark.pyspark.python: sparkner's functions name their own program.")]
    [InlineData("--master local --conf spark.master=yarn", "", "--conf spark.master: give --master.")]
    [InlineData("--master local --conf spark.x", "", "--conf: 'spark.x' is not NAME=VALUE.")]
    [InlineData("--master local --conf =1", "", "--conf: '=1' is not NAME=VALUE.")]
    [InlineData("--master local --streaming", "", "--streaming needs --checkpoint DIR")]
    [InlineData("--master local --checkpoint x", "", "--checkpoint needs --streaming.")]
    [InlineData("--master local --streaming --checkpoint x --mode overwrite", "", "--streaming and --mode overwrite do not go together")]
    [InlineData("--master local --mode replace", "", "--mode: 'replace' is not one of append, overwrite, error.")]
    [InlineData("--master local --partitions 0", "", "--partitions must be 1 or more, but is 0.")]
    [InlineData("--master local --columns sentence", "", "--columns names 'sentence', which needs --sentences.")]
    [InlineData("--master local --words-column w --text-column t", "", "--words-column and --text-column do not go together")]
    [InlineData("--master local --threads 2", "", "there is no option '--threads'.")]
    [InlineData("--master local --overwrite", "", "there is no option '--overwrite'.")]
    public void A_wrong_command_line_is_refused_before_anything_starts(string arguments, string _, string message)
    {
        string[] words = arguments == "--master" ? [] : arguments.Split(' ');
        SubmitRun run = SubmitRun.Annotate(_spark, words);
        Assert.StartsWith("sparkner: error: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void Input_and_output_are_needed()
    {
        Assert.StartsWith("sparkner: error: there is no --input PATH.", SubmitRun.Of(_spark, "submit", "annotate", "--master", "local", "--output", "x").Error, StringComparison.Ordinal);
        Assert.StartsWith("sparkner: error: there is no --output PATH.", SubmitRun.Of(_spark, "submit", "annotate", "--master", "local", "--input", "x").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.4.3", false, "too old")]
    [InlineData("3.4.3", true, "too old")]
    [InlineData("2.4.8", true, "too old")]
    [InlineData("4.4.0", false, "--allow-unsupported-spark")]
    [InlineData("5.0.0-SNAPSHOT", false, "--allow-unsupported-spark")]
    public void An_unsupported_Spark_is_refused_with_those_that_work(string version, bool allow, string message)
    {
        using var spark = new FakeSpark(version);
        SubmitRun run = SubmitRun.Annotate(spark, ["--master", "local", "--dry-run", .. allow ? (string[])["--allow-unsupported-spark"] : []]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith($"sparkner: error: Spark {version} ", run.Error, StringComparison.Ordinal);
        Assert.Contains("3.5, 4.0, 4.1, 4.2, 4.3", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_Spark_is_tried_if_the_user_says_so()
    {
        using var spark = new FakeSpark("4.4.0");
        SubmitRun run = SubmitRun.Annotate(spark, "--master", "local", "--dry-run", "--allow-unsupported-spark");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.EndsWith(" --allow-unsupported-spark\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Spark_the_message_names_every_way_to_one()
    {
        SubmitRun run = SubmitRun.With(_spark, new() { ["SPARK_HOME"] = "", ["PATH"] = "/nowhere" }, default, "submit", "annotate", "--master", "local", "--input", "a", "--output", "b");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("--spark-home", run.Error, StringComparison.Ordinal);
        Assert.Contains("SPARK_HOME", run.Error, StringComparison.Ordinal);
        Assert.Contains("submit/get-spark.sh", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_model_is_said_before_Spark_starts()
    {
        Assert.StartsWith("sparkner: error: there is no model 'sparkner-smal-conll03'", SubmitRun.Annotate(_spark, "--master", "local", "--model", "sparkner-smal-conll03").Error, StringComparison.Ordinal);
        Assert.StartsWith("sparkner: error: there is no model folder '/no/model'", SubmitRun.Annotate(_spark, "--master", "local", "--model", "/no/model").Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, SubmitRun.Annotate(_spark, "--master", "local", "--model", "hdfs://nn/model", "--dry-run").ExitCode);
    }

    [Fact]
    public void Options_of_a_configuration_file_that_do_nothing_on_Spark_are_named()
    {
        string config = _spark.Write("c.json", "{ \"threads\": 4, \"input\": \"from-file\", \"textColumn\": \"body\" }");
        SubmitRun run = SubmitRun.Of(_spark, "submit", "annotate", "--master", "local", "--output", "out", "--config", config, "--dry-run");
        Assert.Equal("sparkner: warning: --threads has no effect on Spark.\n", run.Error);
        Assert.EndsWith(" --input from-file --output out --text-column body\n", run.Out, StringComparison.Ordinal);
    }
}
