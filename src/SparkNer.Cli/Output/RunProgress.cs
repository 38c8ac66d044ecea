using Spectre.Console;

namespace SparkNer.Cli.Output;

/// <summary>Chooses the display of a run: nothing if quiet, a bar on a terminal, plain lines elsewhere.</summary>
internal static class RunProgress
{
    /// <summary>Starts the display; the clock runs from now.</summary>
    public static IRunProgress Start(IAnsiConsole stderr, bool quiet, TimeProvider? time = null)
    {
        var meter = new RunMeter(time ?? TimeProvider.System);
        return quiet ? new SilentProgress()
            : stderr.Profile.Capabilities is { Interactive: true, Ansi: true } ? new BarProgress(stderr, meter)
            : new LineProgress(stderr.Profile.Out.Writer, meter);
    }

    private sealed class SilentProgress : IRunProgress
    {
        public void Report(long documents, long pieces, double? fraction)
        {
        }

        public void Finish()
        {
        }

        public void Dispose()
        {
        }
    }
}
