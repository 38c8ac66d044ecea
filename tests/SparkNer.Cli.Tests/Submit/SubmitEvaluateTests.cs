using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Jobs.Evaluate;

namespace SparkNer.Cli.Tests.Submit;

/// <summary><c>sparkner submit evaluate</c>: the command that it runs, and what it refuses before anything starts.</summary>
public sealed class SubmitEvaluateTests : IDisposable
{
    private readonly FakeSpark _spark = new();

    public void Dispose() => _spark.Dispose();

    [Fact]
    public void The_job_has_a_program_of_its_own_and_gets_all_options()
    {
        SubmitRun run = Run(
            "--master", "yarn", "--deploy-mode", "cluster", "--archive", "hdfs:///s.tar.gz", "--conf", "spark.executor.memory=4g", "--input-format", "csv", "--input-option", "sep=;",
            "--compare", "sparkner-small-conll03,label-all-tokens=true", "column:p", "--seed", "-3", "--types", "PER,LOC", "--map-types", "X=PER", "--json", "--dry-run");
        Assert.Equal(
            $"""
            {_spark.Home}/bin/spark-submit --master yarn --deploy-mode cluster --name 'sparkner evaluate' --archives 'hdfs:///s.tar.gz#sparkner'
            --conf spark.pyspark.driver.python=./sparkner/sparkner-evaluate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
            --conf spark.yarn.submit.waitAppCompletion=true --conf spark.executor.memory=4g
            --class org.apache.spark.deploy.PythonRunner spark-internal evaluate '' --input in --input-format csv --input-option 'sep=;' --types PER,LOC --map-types X=PER
            --json --compare sparkner-small-conll03,label-all-tokens=true column:p --seed=-3

            """.Replace('\n', ' ').TrimEnd() + "\n",
            run.Out);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Fact]
    public void The_settings_are_the_same_on_both_sides()
    {
        string[] given =
        [
            "--input", "hdfs:///a", "--input-format", "jsonl", "--input-option", "a=b=c", "--token-column", "w", "--gold-column", "g", "--model", "m", "--sentence-context", "2",
            "--document-column", "d", "--order-column", "o", "--partitions", "8", "--mode", "strict", "--scheme", "BILOU", "--digits", "4", "--types", "PER", "--map-types", "person=PER,x=O",
            "--label-all-tokens", "--max-length", "128", "--case-sensitive", "false", "--batch-tokens", "64", "--html", "-p.html", "--quiet",
        ];
        var command = new JobCommandLine(SparkJob.Evaluate, "", EvaluateJobOptions.All);
        EvaluateJobSettings there = EvaluateProgram.Read([.. JobArguments.Write(command.Read(given), EvaluateJobOptions.All)]);
        Assert.Equal(("hdfs:///a", "json", 8), (there.Evaluate.Input, there.InputFormat, there.Partitions));
        Assert.Equal([new("a", "b=c")], there.InputOptions);
        Assert.Equal(("d", "o"), there.Documents);
        Assert.Equal(("w", "g"), (there.Evaluate.TokenColumn, there.Evaluate.GoldColumn));
        Assert.Equal(new TaggerSettings("m", "m", 2, true, false, 128), Assert.Single(there.Taggers));
        Assert.Equal((ReportKind.Seqeval, TaggingScheme.Bilou, 4, 64), (there.Evaluate.Report, there.Evaluate.StrictScheme, there.Evaluate.Digits, there.Evaluate.BatchTokens));
        Assert.Equal(["B-PER", "O", "O"], new[] { "B-person", "B-x", "B-LOC" }.Select(there.Evaluate.Types.Apply));
        Assert.Equal(("-p.html", true), (there.Evaluate.Html, there.Evaluate.Quiet));
    }

    [Theory]
    [InlineData("--master local --sentence-context 1", "--sentence-context needs --document-column NAME and --order-column NAME")]
    [InlineData("--master local --compare m,sentence-context=1 m", "--sentence-context needs --document-column NAME and --order-column NAME")]
    [InlineData("--master local --document-column d", "--document-column is for --sentence-context.")]
    [InlineData("--master local --order-column o --document-column d", "--document-column is for --sentence-context.")]
    [InlineData("--master local --predicted-column p --model m", "--model is for a model, but the tags are in a column (--predicted-column).")]
    [InlineData("--master local --predicted-column labels", "--gold-column and --predicted-column name the same column, labels.")]
    [InlineData("--master local --mode strict", "--mode strict needs --scheme")]
    [InlineData("--master local --comments", "there is no option '--comments'.")]
    [InlineData("--master local --output x", "there is no option '--output'.")]
    [InlineData("", "there is no --master URL")]
    public void A_wrong_command_line_is_refused(string arguments, string message)
    {
        SubmitRun run = Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("sparkner: error: " + message, run.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public void An_input_and_each_of_the_models_are_looked_for_before_a_JVM_is_started()
    {
        Assert.StartsWith("sparkner: error: there is no --input PATH.", SubmitRun.Of(_spark, "submit", "evaluate", "--master", "local").Error, StringComparison.Ordinal);
        SubmitRun run = Run("--master", "local", "--compare", "file:/a", "no-such-model");
        Assert.Contains("no-such-model", run.LastError, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    private SubmitRun Run(params string[] args) => SubmitRun.Of(_spark, ["submit", "evaluate", "--input", "in", .. args]);
}
