using Spectre.Console;
using Spectre.Console.Rendering;

namespace SparkNer.Cli.Output;

/// <summary>Progress on a terminal: a bar with speed and time left, on a thread of its own so that a stalled run still shows a living clock.</summary>
internal sealed class BarProgress : IRunProgress
{
    private static readonly TimeSpan _refresh = TimeSpan.FromSeconds(0.2);

    private readonly IAnsiConsole _console;
    private readonly RunMeter _meter;
    private readonly ManualResetEventSlim _done = new();
    private readonly Thread _thread;
    private bool _finished;

    public BarProgress(IAnsiConsole console, RunMeter meter)
    {
        _console = console;
        _meter = meter;
        _thread = new Thread(Show) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    public void Report(long documents, long pieces, double? fraction) => _meter.Report(documents, pieces, fraction);

    public void Finish()
    {
        Dispose();
        if (!_finished)
        {
            _finished = true;
            _console.Profile.Out.Writer.WriteLine("sparkner: " + _meter.Total().ToSummary());
        }
    }

    public void Dispose()
    {
        _done.Set();
        _thread.Join();
    }

    private void Show()
    {
        try
        {
            _console.Progress()
                .AutoClear(true)
                .Columns(new ProgressBarColumn { Width = 20 }, new FiguresColumn(_meter))
                .Start(context =>
                {
                    ProgressTask task = context.AddTask("annotate", maxValue: 1);
                    do
                    {
                        double? fraction = _meter.Now().Fraction;
                        task.IsIndeterminate = fraction is null;
                        task.Value = fraction ?? 0;
                    }
                    while (!_done.Wait(_refresh));
                });
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The terminal is gone or busy: the run does not depend on its display.
        }
    }

    private sealed class FiguresColumn(RunMeter meter) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Spectre.Console.Text(meter.Now().ToLine());
    }
}
