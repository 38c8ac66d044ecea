using System.Runtime.InteropServices;

namespace SparkNer.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to stop and tidy up, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _onFirst;
    private int _asked;

    /// <summary>Does not listen yet.</summary>
    /// <param name="onFirst">Tells the user that the run is stopping; called once, on a thread of the runtime's.</param>
    public Interruption(Action onFirst) => _onFirst = onFirst;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Starts to listen to the process's signals.</summary>
    public Interruption Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        return this;
    }

    /// <summary>What a signal does.</summary>
    internal void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Exchange(ref _asked, 1) != 0)
        {
            // Left to the system, which kills the process.
            return;
        }

        context.Cancel = true;
        _onFirst();
        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }
}
