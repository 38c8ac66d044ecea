namespace SparkNer.Cli.Output;

/// <summary>Counts what a run has done and tells its speed: of late while it runs, so that a slow start does not spoil the time left; over all at the end.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RunMeter
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(0.5);

    // Beyond a year there is nothing to be said, and TimeSpan has an end too.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Queue<Sample> _samples = new();
    private Sample _latest;
    private Sample _lastKept;
    private bool _fractionKnown;

    public RunMeter(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _samples.Enqueue(default);
    }

    /// <summary>Takes the totals so far; those of threads that overtake each other never count backwards.</summary>
    public void Report(long documents, long pieces, double? fraction)
    {
        lock (_lock)
        {
            double part = double.IsFinite(fraction ?? 0) ? Math.Clamp(fraction ?? 0, 0, 1) : 0;
            _fractionKnown |= fraction is not null;
            TimeSpan now = _time.GetElapsedTime(_start);
            _latest = new Sample(now, Math.Max(documents, _latest.Documents), Math.Max(pieces, _latest.Pieces), Math.Max(part, _latest.Fraction));
            if (now - _lastKept.At < _step)
            {
                return;
            }

            _lastKept = _latest;
            _samples.Enqueue(_latest);

            // The oldest sample that stays is the last one outside the window.
            while (_samples.Count > 2 && now - _samples.ElementAt(1).At >= _window)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>How things stand, with the speed of late.</summary>
    public RunFigures Now()
    {
        lock (_lock)
        {
            return Since(_samples.Peek());
        }
    }

    /// <summary>How things stand, with the speed since the start.</summary>
    public RunFigures Total()
    {
        lock (_lock)
        {
            return Since(default);
        }
    }

    private RunFigures Since(Sample from)
    {
        TimeSpan now = _time.GetElapsedTime(_start);
        double seconds = (now - from.At).TotalSeconds;
        double perSecond = seconds > 0 ? 1 / seconds : 0;
        double fractionPerSecond = (_latest.Fraction - from.Fraction) * perSecond;
        TimeSpan? left = null;
        if (fractionPerSecond > 0 && (1 - _latest.Fraction) / fractionPerSecond < _longest.TotalSeconds)
        {
            left = TimeSpan.FromSeconds(Math.Round((1 - _latest.Fraction) / fractionPerSecond));
        }

        return new RunFigures(
            _latest.Documents,
            _latest.Pieces,
            _fractionKnown ? _latest.Fraction : null,
            now,
            (_latest.Documents - from.Documents) * perSecond,
            (_latest.Pieces - from.Pieces) * perSecond,
            left);
    }

    private readonly record struct Sample(TimeSpan At, long Documents, long Pieces, double Fraction);
}
