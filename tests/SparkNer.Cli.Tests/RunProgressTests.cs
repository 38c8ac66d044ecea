using SparkNer.Cli.Output;
using Spectre.Console;

namespace SparkNer.Cli.Tests;

public sealed class RunProgressTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Speed_is_what_was_done_by_the_time_it_took()
    {
        var meter = new RunMeter(_time);
        _time.Advance(4);
        meter.Report(100, 2000, 0.2);

        RunFigures now = meter.Now();
        Assert.Equal(25, now.DocumentsPerSecond, 6);
        Assert.Equal(500, now.PiecesPerSecond, 6);
        Assert.Equal(16, now.Left!.Value.TotalSeconds, 6);
        Assert.Equal(TimeSpan.FromSeconds(4), now.Elapsed);
        Assert.Equal(0.2, now.Fraction);
    }

    [Fact]
    public void A_slow_start_is_forgotten_but_counts_in_the_total()
    {
        var meter = new RunMeter(_time);
        _time.Advance(100);
        for (int i = 1; i <= 40; i++)
        {
            _time.Advance(1);
            meter.Report(i * 10, i * 1000, i * 0.01);
        }

        Assert.Equal(10, meter.Now().DocumentsPerSecond, 6);
        Assert.Equal(1000, meter.Now().PiecesPerSecond, 6);
        Assert.Equal(60, meter.Now().Left!.Value.TotalSeconds, 6);
        Assert.Equal(40_000 / 140.0, meter.Total().PiecesPerSecond, 6);
    }

    [Fact]
    public void A_stalled_run_slows_down()
    {
        var meter = new RunMeter(_time);
        _time.Advance(10);
        meter.Report(100, 1000, null);
        _time.Advance(10);
        Assert.Equal(50, meter.Now().PiecesPerSecond, 6);
    }

    [Fact]
    public void Nothing_is_known_at_the_start_or_without_a_fraction()
    {
        var meter = new RunMeter(_time);
        Assert.Equal(new RunFigures(0, 0, null, TimeSpan.Zero, 0, 0, null), meter.Now());
        _time.Advance(1);
        meter.Report(1, 10, null);
        Assert.Null(meter.Now().Fraction);
        Assert.Null(meter.Now().Left);
    }

    [Fact]
    public void Totals_never_go_back_and_fractions_stay_between_0_and_1()
    {
        var meter = new RunMeter(_time);
        _time.Advance(1);
        meter.Report(20, 200, 0.5);
        meter.Report(10, 100, 0.4);
        Assert.Equal((20L, 200L, 0.5), (meter.Now().Documents, meter.Now().Pieces, meter.Now().Fraction!.Value));
        meter.Report(30, 300, 7);
        Assert.Equal(1, meter.Now().Fraction);
        meter.Report(30, 300, double.NaN);
        Assert.Equal(1, meter.Now().Fraction);
        Assert.Equal(TimeSpan.Zero, meter.Now().Left);
    }

    [Fact]
    public void A_log_gets_a_line_every_ten_seconds_and_a_summary()
    {
        using var log = new StringWriter { NewLine = "\n" };
        using IRunProgress progress = RunProgress.Start(Streams(log, terminal: false).CreateError(), quiet: false, _time);
        for (int second = 1; second <= 25; second++)
        {
            _time.Advance(1);
            progress.Report(second * 100, second * 2500, second / 50.0);
        }

        progress.Finish();
        progress.Finish();
        Assert.Equal(
            """
            sparkner: 20 % | 1,000 documents (100/s) | 25,000 word pieces (2,500/s) | 0:40 left
            sparkner: 40 % | 2,000 documents (100/s) | 50,000 word pieces (2,500/s) | 0:30 left
            sparkner: 2,500 documents, 62,500 word pieces in 25.0 s (100 documents/s, 2,500 word pieces/s)

            """.ReplaceLineEndings("\n"),
            log.ToString());
    }

    [Fact]
    public void Quiet_is_silent()
    {
        using var log = new StringWriter();
        using (IRunProgress progress = RunProgress.Start(Streams(log, terminal: true).CreateError(), quiet: true, _time))
        {
            _time.Advance(60);
            progress.Report(1, 1, 0.5);
            progress.Finish();
        }

        Assert.Equal("", log.ToString());
    }

    [Fact]
    public void A_terminal_gets_a_bar_that_goes_and_a_summary_that_stays()
    {
        using var screen = new StringWriter();
        using (IRunProgress progress = RunProgress.Start(Streams(screen, terminal: true).CreateError(), quiet: false, _time))
        {
            _time.Advance(2);
            progress.Report(10, 100, 0.5);
            progress.Finish();
        }

        Assert.Contains('\x1b', screen.ToString());
        Assert.EndsWith("sparkner: 10 documents, 100 word pieces in 2.0 s (5 documents/s, 50 word pieces/s)" + Environment.NewLine, screen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void Without_colours_a_terminal_gets_plain_lines(string variable, string value)
    {
        using var screen = new StringWriter();
        var streams = new ConsoleStreams(screen, true, screen, true, name => name == variable ? value : null, () => 80);
        using (IRunProgress progress = RunProgress.Start(streams.CreateError(), quiet: false, _time))
        {
            _time.Advance(11);
            progress.Report(10, 100, 0.5);
            progress.Finish();
        }

        Assert.DoesNotContain('\x1b', screen.ToString());
        Assert.Equal(2, screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.9, "0:59")]
    [InlineData(61, "1:01")]
    [InlineData(3600, "1:00:00")]
    [InlineData(90061, "25:01:01")]
    public void Times(double seconds, string expected) => Assert.Equal(expected, RunFigures.Format(TimeSpan.FromSeconds(seconds)));

    private static ConsoleStreams Streams(TextWriter writer, bool terminal) => new(TextWriter.Null, false, writer, terminal, _ => null, () => 100);

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public void Advance(double seconds) => Interlocked.Add(ref _now, (long)(seconds * TimestampFrequency));
    }
}
