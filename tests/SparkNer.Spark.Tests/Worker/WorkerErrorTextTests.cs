using FsCheck;
using FsCheck.Fluent;
using SparkNer.Spark.Worker;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>An error's text on its way through Spark and back.</summary>
public sealed class WorkerErrorTextTests
{
    [Theory]
    [InlineData("Job aborted due to stage failure: Task 0 in stage 7.0 failed 4 times, most recent failure: (TID 7): org.apache.spark.api.python.PythonException: {0}\n\tat org.apache.spark.api.python.X(Y.scala:1)\n\nDriver stacktrace:")]
    [InlineData("org.apache.spark.api.python.PythonException: [PYTHON_EXCEPTION] An exception was thrown from the Python worker: {0} SQLSTATE: 38000")]
    [InlineData("{0}")]
    [InlineData("{0} and once more {0}")]
    public void The_message_is_found_in_what_Spark_says(string around)
    {
        string text = around.Replace("{0}", WorkerErrorText.Format("the model is missing: do this"), StringComparison.Ordinal);

        Assert.True(WorkerErrorText.TryExtract(text, out string? message));
        Assert.Equal("the model is missing: do this", message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("org.apache.spark.SparkException: something else")]
    public void Other_errors_have_no_message(string? text) => Assert.False(WorkerErrorText.TryExtract(text, out _));

    [Fact]
    public void Of_a_text_that_was_cut_the_first_line_is_left() =>
        Assert.True(WorkerErrorText.TryExtract(WorkerErrorText.Format("a\nb\nc")[..20], out string? message) && message == "a");

    [Fact]
    public void Details_come_after_the_message()
    {
        Assert.Equal("sparkner: error: what\n   at Where\nsparkner: end of error", WorkerErrorText.Format("what", "   at Where"));
    }

    [Fact]
    public void A_very_long_message_is_cut_and_still_found()
    {
        string text = WorkerErrorText.Format(new string('x', 1_000_000));

        Assert.True(text.Length < 40_000);
        Assert.True(WorkerErrorText.TryExtract(text, out string? message) && message.EndsWith(" ...", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_message_comes_back()
    {
        Gen<string> messages =
            from words in Gen.Elements("a", "error", ":", "\n", "é", "sparkner", "😀", "[X]").NonEmptyListOf()
            select string.Join(' ', words).Trim();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(messages.ToArbitrary(), m =>
            WorkerErrorText.TryExtract($"x: {WorkerErrorText.Format(m)}\n\tat y", out string? found) && found == m));
    }
}
