namespace SparkNer.Cli.Output;

/// <summary>Progress for a log: a plain line every ten seconds, and the summary.</summary>
internal sealed class LineProgress(TextWriter writer, RunMeter meter) : IRunProgress
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private TimeSpan _lastLine;
    private bool _finished;

    public void Report(long documents, long pieces, double? fraction)
    {
        meter.Report(documents, pieces, fraction);
        lock (_lock)
        {
            RunFigures now = meter.Now();
            if (now.Elapsed - _lastLine >= _interval)
            {
                _lastLine = now.Elapsed;
                Write(now.ToLine());
            }
        }
    }

    public void Finish()
    {
        lock (_lock)
        {
            if (!_finished)
            {
                _finished = true;
                Write(meter.Total().ToSummary());
            }
        }
    }

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        try
        {
            writer.WriteLine("sparkner: " + line);
        }
        catch (IOException)
        {
            // Nobody reads the log any more; the run goes on.
        }
    }
}
