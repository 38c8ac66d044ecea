using System.Runtime.InteropServices;
using SparkNer.Cli.Annotate;

namespace SparkNer.Cli.Tests;

public sealed class ApplicationTests
{
    [Theory]
    [InlineData()]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Alone_it_shows_help_with_examples(params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Contains("sparkner annotate news.jsonl -o tagged.parquet", run.Out, StringComparison.Ordinal);
        foreach (string command in new[] { "annotate", "tokenize", "bench" })
        {
            Assert.Contains($"\n  {command} ", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_of_annotate_names_every_option_its_default_and_the_exit_codes()
    {
        CliRun run = CliRun.Of("annotate", "--help");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        string words = string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (Options.OptionSpec option in AnnotateOptions.All)
        {
            string end = option.Default is null ? option.Description : $"{option.Description} [default: {option.Default}]";
            Assert.Contains($"{option.Flag}{(option.Value.Length > 0 ? " " + option.Value : "")} {end}", words, StringComparison.Ordinal);
        }

        foreach (string code in new[] { "0 done", "1 the run failed", "2 the command line", "130 stopped" })
        {
            Assert.Contains(code, words, StringComparison.Ordinal);
        }

        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Theory]
    [InlineData("annotate", "--help", "--no-such-option")]
    [InlineData("annotate", "-h", "--threads", "x")]
    [InlineData("tokenize", "--help")]
    [InlineData("bench")]
    [InlineData("bench", "embedded", "--help")]
    public void Help_answers_whatever_else_is_wrong(params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("Usage:", run.Out, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("annotate", "--version")]
    public void Version(params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches("^sparkner [0-9]+\\.[0-9]+\\.[0-9]+\n$", run.Out);
    }

    [Fact]
    public void The_runners_exit_code_is_the_programs() =>
        Assert.Equal(1, CliRun.With(new RecordingRunners { Work = (_, _) => 1 }, "annotate", "a.csv", "-o", "b.csv").ExitCode);

    [Theory]
    [InlineData(typeof(UserErrorException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    public void An_expected_error_is_one_line(Type type)
    {
        CliRun run = Throwing((Exception)Activator.CreateInstance(type, "no space left on disk\nfor out.csv")!);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal("sparkner: error: no space left on disk for out.csv\n", run.Error);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void A_long_message_with_brackets_stays_as_it_is()
    {
        string message = "[red]" + new string('x', 500) + " [CLS] [/]";
        Assert.Equal($"sparkner: error: {message}\n", Throwing(new UserErrorException(message)).Error);
    }

    [Fact]
    public void A_control_character_does_not_reach_the_terminal() =>
        Assert.Equal("sparkner: error: ␛[2Jx\n", Throwing(new UserErrorException("\x1b[2Jx")).Error);

    [Fact]
    public void A_usage_error_of_a_runner_is_one() => Assert.Equal(ExitCode.Usage, Throwing(new UsageException("--model: there is no model 'x'.")).ExitCode);

    [Fact]
    public void An_unexpected_error_says_how_to_report_it()
    {
        CliRun run = Throwing(new InvalidOperationException("odd"));
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("sparkner: internal error: InvalidOperationException: odd\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("report it", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_debug_there_is_a_stack_trace()
    {
        CliRun run = Throwing(new UserErrorException("odd"), new() { ["SPARKNER_DEBUG"] = "1" });
        Assert.StartsWith("sparkner: error: odd\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_error_is_unwrapped() =>
        Assert.Equal("sparkner: error: odd\n", Throwing(new AggregateException(new UserErrorException("odd"))).Error);

    [Fact]
    public void An_interrupted_run_has_its_own_exit_code()
    {
        using var source = new CancellationTokenSource();
        var runners = new RecordingRunners
        {
            Work = (_, token) =>
            {
                source.Cancel();
                token.ThrowIfCancellationRequested();
                return 0;
            },
        };
        CliRun run = CliRun.With(runners, [], source.Token, "annotate", "a.csv", "-o", "b.csv");
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Equal("sparkner: interrupted: nothing unfinished was left behind.\n", run.Error);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_mistake() =>
        Assert.Equal(ExitCode.Failed, Throwing(new OperationCanceledException()).ExitCode);

    [Fact]
    public void The_first_signal_cancels_and_the_second_kills()
    {
        int told = 0;
        using var interruption = new Interruption(() => told++);
        var first = new PosixSignalContext(PosixSignal.SIGINT);
        var second = new PosixSignalContext(PosixSignal.SIGTERM);

        interruption.OnSignal(first);
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.True(first.Cancel);

        interruption.OnSignal(second);
        Assert.False(second.Cancel);
        Assert.Equal(1, told);
    }

    [Fact]
    public void Shells_can_complete_options()
    {
        CliRun run = CliRun.Of("[suggest:11]", "annotate --agg");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    private static CliRun Throwing(Exception error, Dictionary<string, string>? environment = null) =>
        CliRun.With(new RecordingRunners { Work = (_, _) => throw error }, environment ?? [], CancellationToken.None, "annotate", "a.csv", "-o", "b.csv");
}
