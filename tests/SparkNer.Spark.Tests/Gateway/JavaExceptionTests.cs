using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Errors;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

public sealed class JavaExceptionTests
{
    private const string JobFailure = "Job aborted due to stage failure: Task 0 in stage 7.0 failed 4 times, most recent failure: Lost task 0.3 in stage 7.0 (TID 7) (10.0.0.1 executor 1): ";

    [Fact]
    public void What_Java_threw_is_read_with_its_causes_and_given_back()
    {
        ThrownAnswers thrown = new ThrownAnswers().Add("o5", "org.apache.spark.SparkException", "outer", "o6").Add("o6", "java.io.IOException", "inner");
        using var jvm = new FakeJvm(c => c.Lines[0] == "c" && c.Lines[2] == "fail" ? "!xro5" : thrown.Answer(c) ?? "!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        JavaException e = Assert.Throws<JavaException>(() => gateway.CallStatic("a.B", "fail"));
        Assert.Equal(("org.apache.spark.SparkException", "outer", "outer"), (e.JavaClassName, e.JavaMessage, e.Message));
        Assert.Equal("the stack\n\tat a.b.c(D.java:1)", e.JavaStackTrace);
        Assert.Equal(("java.io.IOException", "IOException: inner"), (e.Cause!.JavaClassName, e.Cause.Message));
        Assert.Same(e.Cause, e.InnerException);
        gateway.CallStatic("a.B", "ok");
        Assert.Equal(0, gateway.LiveObjects);
    }

    [Fact]
    public void A_ring_of_causes_ends()
    {
        ThrownAnswers thrown = new ThrownAnswers().Add("o5", "a.E", "one", "o6").Add("o6", "a.E", "two", "o5");
        using var jvm = new FakeJvm(c => c.Lines[0] == "c" && c.Lines[2] == "fail" ? "!xro5" : thrown.Answer(c) ?? "!yv");
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Equal("E: one", Assert.Throws<JavaException>(() => gateway.CallStatic("a.B", "fail")).Message);
    }

    [Fact]
    public void A_jvm_that_dies_over_its_own_error_still_leaves_an_exception()
    {
        using var jvm = new FakeJvm(c => c.Lines[0] == "c" && c.Lines[2] == "fail" ? "!xro5" : null);
        using var gateway = JavaGateway.Connect(jvm.Address);
        Assert.Throws<JavaException>(() => gateway.CallStatic("a.B", "fail"));
    }

    [Fact]
    public void The_workers_own_words_are_found_wherever_Spark_puts_them()
    {
        const string Worker = "sparkner: error: the model has no label 'B-X'\nship another\nsparkner: end of error";
        Assert.Equal("the model has no label 'B-X'\nship another", Helpful(("org.apache.spark.SparkException", JobFailure + "org.apache.spark.api.python.PythonException: " + Worker + "\n\tat a.B.c(D.scala:1)\n\nDriver stacktrace:")));
        Assert.Equal("the model has no label 'B-X'\nship another", Helpful(
            ("org.apache.spark.SparkException", "Exception thrown in awaitResult: "),
            ("org.apache.spark.api.python.PythonException", "[PYTHON_EXCEPTION] An exception was thrown from the Python worker: " + Worker + " SQLSTATE: 38000")));
    }

    [Fact]
    public void A_failed_job_is_told_without_stacks() =>
        Assert.Equal(JobFailure + "java.lang.RuntimeException: boom", Helpful(("org.apache.spark.SparkException", JobFailure + "java.lang.RuntimeException: boom\n\tat a.B.c(D.scala:1)\n\tat a.B.d(D.scala:2)\n\nDriver stacktrace:")));

    [Fact]
    public void A_refused_query_is_told_without_its_plan()
    {
        const string Says = "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `x` cannot be resolved. Did you mean one of the following? [`id`].";
        Assert.Equal(Says, Helpful(("org.apache.spark.sql.AnalysisException", Says + ";\n'Project ['x]\n+- Range (0, 1)\n")));
        Assert.Equal(Says, Helpful(("org.apache.spark.sql.catalyst.ExtendedAnalysisException", Says + ";\n'Project ['x]\n")));
    }

    [Theory]
    [InlineData("org.apache.spark.sql.AnalysisException", true)]
    [InlineData("org.apache.spark.sql.catalyst.ExtendedAnalysisException", true)]
    [InlineData("org.apache.spark.sql.catalyst.parser.ParseException", true)]
    [InlineData("org.apache.spark.SparkException", false)]
    public void Errors_in_the_query_are_told_from_others(string className, bool expected) =>
        Assert.Equal(expected, ThrownReader.Build([new Thrown(className, "x")], "").IsAnalysisError);

    [Fact]
    public void Exceptions_that_only_carry_others_are_passed_over()
    {
        Assert.Equal("IOException: disk", Helpful(("java.lang.reflect.InvocationTargetException", null), ("java.io.IOException", "disk")));
        Assert.Equal("the job", Helpful(("org.apache.spark.SparkException", "Exception thrown in awaitResult: "), ("org.apache.spark.SparkException", "the job")));
        Assert.Equal("NullPointerException", Helpful(("java.lang.NullPointerException", null)));
    }

    // The recorded failures of a worker: what it said is in the first line, and no Java stack is.
    [Theory]
    [InlineData("3.5.9")]
    [InlineData("4.0.4")]
    [InlineData("4.1.4")]
    [InlineData("4.2.1")]
    [InlineData("4.3.0")]
    public void A_recorded_failure_of_a_worker_is_told_in_one_line(string version)
    {
        var chain = new List<Thrown>();
        foreach (Transcript.Exchange exchange in Transcript.Read(version, "error"))
        {
            if (exchange.Sent is ["c", _, "toString", "e"] && exchange.Received is ['!', 'y', 's', .. var text])
            {
                string[] parts = text.Replace("\\n", "\n", StringComparison.Ordinal).Split(": ", 2);
                chain.Add(new Thrown(parts[0], parts[1]));
            }
        }

        Assert.NotEmpty(chain);
        string message = JavaErrorText.Helpful(chain);
        Assert.Contains("row value 'boom' is not allowed", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static string Helpful(params (string Class, string? Message)[] chain) => JavaErrorText.Helpful([.. chain.Select(c => new Thrown(c.Class, c.Message))]);
}
