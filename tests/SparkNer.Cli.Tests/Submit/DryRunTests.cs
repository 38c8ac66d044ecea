namespace SparkNer.Cli.Tests.Submit;

public sealed class DryRunTests : IDisposable
{
    private const string Opens =
        "-XX:+IgnoreUnrecognizedVMOptions --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED "
        + "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED "
        + "--add-opens=java.base/java.net=ALL-UNNAMED --add-opens=java.base/sun.security.action=ALL-UNNAMED --add-opens=java.base/sun.util.calendar=ALL-UNNAMED";

    private readonly FakeSpark _spark = new();
    private readonly FakeSpark _old = new("3.5.9");

    public void Dispose()
    {
        _spark.Dispose();
        _old.Dispose();
    }

    [Fact]
    public void Local_starts_this_program_itself() => Expect(
        _spark,
        ["--master", "local[2]"],
        """
        SPARK/bin/spark-submit --master 'local[2]' --deploy-mode client --name 'sparkner annotate'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=PACKAGE/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void A_standalone_cluster_gets_the_archive() => Expect(
        _spark,
        ["--master", "spark://a:7077,b:7077"],
        """
        SPARK/bin/spark-submit --master spark://a:7077,b:7077 --deploy-mode client --name 'sparkner annotate' --archives 'ARCHIVE#sparkner'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void In_standalone_cluster_mode_the_program_is_at_a_path_of_every_node_and_a_jar_of_Sparks_stands_for_the_job() => Expect(
        _spark,
        ["--master", "spark://a:7077", "--deploy-mode", "cluster"],
        """
        SPARK/bin/spark-submit --master spark://a:7077 --deploy-mode cluster --name 'sparkner annotate'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=PACKAGE/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --conf spark.standalone.submit.waitAppCompletion=true --conf spark.master.rest.enabled=false
        --class org.apache.spark.deploy.PythonRunner file:JAR annotate '' --input in --output out
        """);

    [Fact]
    public void Spark_3_5_opens_the_JDKs_packages_in_standalone_cluster_mode_beside_the_users_own_options() => Expect(
        _old,
        ["--master", "spark://a:7077", "--deploy-mode", "cluster", "--program-dir", "/srv/sparkner/", "--conf", "spark.driver.extraJavaOptions=-Dx=1 -Dy=2"],
        $"""
        SPARK/bin/spark-submit --master spark://a:7077 --deploy-mode cluster --name 'sparkner annotate' --driver-java-options '{Opens} -Dx=1 -Dy=2'
        --conf spark.pyspark.driver.python=/srv/sparkner/sparkner-annotate --conf spark.sparkner.worker=/srv/sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --conf spark.standalone.submit.waitAppCompletion=true --conf spark.master.rest.enabled=false
        --class org.apache.spark.deploy.PythonRunner file:JAR annotate '' --input in --output out
        """);

    [Fact]
    public void On_YARN_the_driver_here_is_this_program() => Expect(
        _spark,
        ["--master", "yarn"],
        """
        SPARK/bin/spark-submit --master yarn --deploy-mode client --name 'sparkner annotate' --archives 'ARCHIVE#sparkner'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void On_YARN_the_driver_there_comes_from_the_archive() => Expect(
        _spark,
        ["--master", "yarn", "--deploy-mode", "cluster", "--archive", "hdfs:///apps/sparkner.tar.gz"],
        """
        SPARK/bin/spark-submit --master yarn --deploy-mode cluster --name 'sparkner annotate' --archives 'hdfs:///apps/sparkner.tar.gz#sparkner'
        --conf spark.pyspark.driver.python=./sparkner/sparkner-annotate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --conf spark.yarn.submit.waitAppCompletion=true
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void On_Kubernetes_the_image_holds_the_program() => Expect(
        _spark,
        ["--master", "k8s://https://h:6443", "--deploy-mode", "cluster", "--conf", "spark.kubernetes.container.image=me/spark-sparkner:1"],
        """
        SPARK/bin/spark-submit --master k8s://https://h:6443 --deploy-mode cluster --name 'sparkner annotate'
        --conf spark.pyspark.driver.python=/opt/sparkner/sparkner-annotate --conf spark.sparkner.worker=/opt/sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --conf spark.kubernetes.submission.waitAppCompletion=true --conf spark.kubernetes.container.image=me/spark-sparkner:1
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void With_the_driver_outside_of_Kubernetes_the_executors_may_get_the_archive() => Expect(
        _spark,
        ["--master", "k8s://https://h:6443", "--archive", "/a b/sparkner.tar.gz"],
        """
        SPARK/bin/spark-submit --master k8s://https://h:6443 --deploy-mode client --name 'sparkner annotate' --archives 'file:///a%20b/sparkner.tar.gz#sparkner'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Theory]
    [InlineData("/a b/x.tar.gz", "file:///a%20b/x.tar.gz#sparkner")]
    [InlineData("/a#b/x+1.tar.gz", "file:///a%23b/x+1.tar.gz#sparkner")]
    [InlineData("hdfs:///a/x.tar.gz", "hdfs:///a/x.tar.gz#sparkner")]
    [InlineData("a/x_1-2~.tar.gz", "a/x_1-2~.tar.gz#sparkner")]
    public void An_archives_path_becomes_a_URI_where_Spark_would_not_take_it_for_one(string archive, string expected)
    {
        SubmitRun run = SubmitRun.Annotate(_spark, "--master", "yarn", "--archive", archive, "--dry-run");
        Assert.Contains($" --archives '{expected}' ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_jar_of_cluster_mode_is_a_URI()
    {
        using var spaced = new FakeSpark(folder: "my spark");
        SubmitRun run = SubmitRun.Annotate(spaced, "--master", "spark://h:1", "--deploy-mode", "cluster", "--dry-run");
        Assert.Contains($" file:{spaced.Jar.Replace(" ", "%20", StringComparison.Ordinal)} annotate ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_settings_come_last_and_their_archives_beside_ours() => Expect(
        _spark,
        ["--master", "yarn", "--conf", "spark.executor.memory=4g", "--conf", "spark.archives=x.zip#x", "--conf", "spark.app.name=it's mine"],
        """
        SPARK/bin/spark-submit --master yarn --deploy-mode client --name 'sparkner annotate' --archives 'ARCHIVE#sparkner,x.zip#x'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=./sparkner/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --conf spark.executor.memory=4g --conf 'spark.app.name=it'\''s mine'
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out
        """);

    [Fact]
    public void The_jobs_options_are_handed_on() => Expect(
        _spark,
        ["--master", "local", "--input-format", "csv", "--input-option", "sep=;", "--input-option", "header=true", "--output-format", "json", "--mode", "overwrite", "--partitions", "8",
         "--explain", "--sentences", "--white-list", "PER,ORG", "--threshold", "0.5", "--case-sensitive", "false", "--delimiter", "", "--words-column=-w", "--truncate=false"],
        """
        SPARK/bin/spark-submit --master local --deploy-mode client --name 'sparkner annotate'
        --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=PACKAGE/sparkner --conf spark.sql.artifact.isolation.enabled=false
        --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --input-format csv --input-option 'sep=;' --input-option header=true --output out
        --output-format json --mode overwrite --partitions 8 --explain --words-column=-w --delimiter= --case-sensitive false --truncate=false --sentences --white-list PER,ORG --threshold 0.5
        """);

    [Fact]
    public void What_a_configuration_file_says_is_written_out_since_the_driver_may_not_see_the_file()
    {
        string exceptions = _spark.Write("exceptions.txt", "New York\n\nLos Angeles\n");
        string config = _spark.Write("c.json", $$"""
            { "sentences": true, "threshold": 0.25, "whiteList": ["A,B", "C"], "stride": 5,
              "tokenizer": { "exceptions": ["e-mail"], "exceptionsPath": "{{exceptions}}", "minLength": 2 }, "sentenceDetector": { "useAbbreviations": false } }
            """);
        Expect(
            _spark,
            ["--master", "local", "--config", config, "--truncate", "--threshold", "0.75"],
            """
            SPARK/bin/spark-submit --master local --deploy-mode client --name 'sparkner annotate'
            --conf spark.pyspark.driver.python=PACKAGE/sparkner-annotate --conf spark.sparkner.worker=PACKAGE/sparkner --conf spark.sql.artifact.isolation.enabled=false
            --class org.apache.spark.deploy.PythonRunner spark-internal annotate '' --input in --output out --truncate --sentences --threshold 0.75
            --config-json '{"white-list":["A,B","C"],"sentenceDetector":{"useAbbreviations":false},"tokenizer":{"minLength":2,"exceptions":["e-mail","New York","Los Angeles"]}}'
            """);
    }

    [Fact]
    public void Another_Spark_than_that_of_the_environment_is_named_to_its_scripts()
    {
        SubmitRun run = SubmitRun.Annotate(_spark, "--master", "local", "--spark-home", _old.Home, "--dry-run");
        Assert.StartsWith($"env SPARK_HOME={_old.Home} {_old.Home}/bin/spark-submit ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_is_a_job_of_the_workers_program()
    {
        SubmitRun run = SubmitRun.Of(_spark, "doctor", "--spark", "--master", "yarn", "--deploy-mode", "cluster", "--dry-run");
        Assert.Contains("--conf spark.pyspark.driver.python=./sparkner/sparkner ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("--class org.apache.spark.deploy.PythonRunner spark-internal doctor-job '' --model sparkner-small-conll03\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_doctor_too_the_command_is_all_that_is_printed()
    {
        SubmitRun run = SubmitRun.Of(_spark, "doctor", "--spark", "--master", "local", "--dry-run");
        Assert.StartsWith($"{_spark.Home}/bin/spark-submit ", run.Out, StringComparison.Ordinal);
        Assert.Single(run.Out.TrimEnd('\n').Split('\n'));
    }

    private static void Expect(FakeSpark spark, string[] args, string expected)
    {
        SubmitRun run = SubmitRun.Annotate(spark, [.. args, "--dry-run"]);
        Assert.Equal("", string.Join('\n', run.Error.Split('\n').Where(line => !line.Contains("is not there yet", StringComparison.Ordinal))));
        Assert.Equal(
            expected.Replace('\n', ' ')
                .Replace("SPARK", spark.Home, StringComparison.Ordinal)
                .Replace("PACKAGE", spark["package"], StringComparison.Ordinal)
                .Replace("ARCHIVE", spark["cache/sparkner/sparkner-linux-x64-0.1.0-0123456789ab.tar.gz"], StringComparison.Ordinal)
                .Replace("JAR", spark.Jar, StringComparison.Ordinal) + "\n",
            run.Out);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }
}
