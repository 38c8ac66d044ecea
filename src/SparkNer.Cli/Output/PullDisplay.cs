using SparkNer.Hub;
using Spectre.Console;

namespace SparkNer.Cli.Output;

/// <summary>Shows how far a pull is: a bar on a terminal, elsewhere a line every ten seconds. Dispose takes it down.</summary>
internal sealed class PullDisplay : IPullProgress, IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _refresh = TimeSpan.FromSeconds(0.2);

    private readonly IAnsiConsole _console;
    private readonly bool _quiet;
    private readonly string _title;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly ManualResetEventSlim _done = new();
    private readonly Thread? _bar;
    private long _expected;
    private long _received;
    private TimeSpan _lastLine;

    private PullDisplay(IAnsiConsole console, bool quiet, string title)
    {
        _console = console;
        _quiet = quiet;
        _title = title;
        if (!quiet && console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            _bar = new Thread(Show) { IsBackground = true, Name = "progress" };
            _bar.Start();
        }
    }

    /// <summary>Starts the display.</summary>
    public static PullDisplay Start(IAnsiConsole stderr, bool quiet, string title) => new(stderr, quiet, title);

    public void Expect(long bytes) => Interlocked.Add(ref _expected, bytes);

    public void Receive(string file, long bytes)
    {
        long received = Interlocked.Add(ref _received, bytes);
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(_started);
        if (!_quiet && _bar is null && elapsed - _lastLine >= _interval)
        {
            _lastLine = elapsed;
            Write($"sparkner: {_title}: {received >> 20} of {Math.Max(received, Interlocked.Read(ref _expected)) >> 20} MB");
        }
    }

    public void Say(string message)
    {
        // Even if quiet: it may be a long wait, or a model that is not what was asked for.
        Write("sparkner: " + Printable.Line(message));
    }

    public void Dispose()
    {
        _done.Set();
        _bar?.Join();
    }

    private void Write(string line)
    {
        try
        {
            if (_bar is not null)
            {
                // The bar must know where the cursor is.
                _console.WriteLine(line);
            }
            else
            {
                _console.Profile.Out.Writer.WriteLine(line);
            }
        }
        catch (IOException)
        {
            // Nobody reads it any more; the pull goes on.
        }
    }

    private void Show()
    {
        try
        {
            _console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 20 }, new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask(Markup.Escape(_title));
                    do
                    {
                        long received = Math.Max(0, Interlocked.Read(ref _received));
                        long expected = Math.Max(received, Interlocked.Read(ref _expected));
                        task.IsIndeterminate = expected == 0;
                        task.MaxValue = Math.Max(1, expected);
                        task.Value = received;
                    }
                    while (!_done.Wait(_refresh));
                });
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The terminal is gone or busy: the pull does not depend on its display.
        }
    }
}
