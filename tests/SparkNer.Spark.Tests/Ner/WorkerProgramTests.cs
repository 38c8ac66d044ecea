using SparkNer.Spark.Ner;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

public sealed class WorkerProgramTests
{
    [Fact]
    public void What_the_user_says_comes_first()
    {
        var program = new WorkerProgram { Master = "local[*]", Option = "/a", Configured = "/b", Archives = "x.tar.gz#sparkner", ProcessPath = "/c" };

        Assert.Equal("/a", program.Find());
        Assert.Equal("/b", (program with { Option = null }).Find());
        Assert.Equal("/b", (program with { Option = " " }).Find());
    }

    [Theory]
    [InlineData("local")]
    [InlineData("local[*]")]
    [InlineData("local[4,2]")]
    public void For_local_masters_it_is_the_program_itself(string master) =>
        Assert.Equal("/opt/app/myjob", new WorkerProgram { Master = master, ProcessPath = "/opt/app/myjob", AppHost = null }.Find());

    [Fact]
    public void A_program_started_by_dotnet_is_found_beside_its_assembly()
    {
        using var folder = new TemporaryFolder();
        string apphost = folder.Write("myjob", "");

        Assert.Equal(apphost, new WorkerProgram { Master = "local", ProcessPath = "/usr/bin/dotnet", AppHost = apphost }.Find());
        string message = Assert.Throws<InvalidOperationException>(
            () => new WorkerProgram { Master = "local", ProcessPath = "/usr/bin/dotnet", AppHost = folder["other"] }.Find()).Message;
        Assert.Contains("spark.sparkner.worker", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sparkner-linux-x64.tar.gz#sparkner")]
    [InlineData("a.zip, hdfs://h/b.tar.gz#sparkner ,c.zip#c")]
    public void An_archive_of_the_name_holds_it(string archives) =>
        Assert.Equal("./sparkner/sparkner", new WorkerProgram { Master = "spark://h:7077", Archives = archives, ProcessPath = "/c" }.Find());

    [Theory]
    [InlineData("spark.archives")]
    [InlineData("spark.yarn.dist.archives")]
    public void Archives_are_found_where_spark_submit_puts_them(string setting) =>
        Assert.Equal("./sparkner/sparkner", new WorkerProgram { Master = "yarn", Archives = WorkerProgram.ArchivesOf(name => name == setting ? "a.tar.gz#sparkner" : null), ProcessPath = "/c" }.Find());

    [Theory]
    [InlineData("spark://h:7077", null)]
    [InlineData("yarn", "")]
    [InlineData("k8s://h", "a.tar.gz#sparkner2,#b")]
    [InlineData("local-cluster[2,1,1024]", null)]
    public void Else_the_error_says_what_to_pass(string master, string? archives)
    {
        string message = Assert.Throws<InvalidOperationException>(() => new WorkerProgram { Master = master, Archives = archives, ProcessPath = "/c" }.Find()).Message;

        Assert.Contains(master, message, StringComparison.Ordinal);
        Assert.Contains("--archives sparkner-linux-x64.tar.gz#sparkner", message, StringComparison.Ordinal);
        Assert.Contains("--conf spark.sparkner.worker=", message, StringComparison.Ordinal);
    }
}
