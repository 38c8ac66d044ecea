using System.Diagnostics;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>Passes on what a process writes to its two streams, line by line, and keeps the last lines.</summary>
internal sealed class ProcessOutput
{
    private readonly TextWriter _log;
    private readonly LineTail _tail;
    private readonly Thread[] _pumps;

    /// <summary>Starts to read the streams of a started process.</summary>
    public ProcessOutput(Process process, TextWriter log, int linesKept)
    {
        (_log, _tail) = (log, new LineTail(linesKept));
        _pumps = [Pump(process.StandardOutput), Pump(process.StandardError)];
    }

    /// <summary>The last lines; of a process that has ended, all that it wrote is waited for, though not longer than said: its children may have the streams too.</summary>
    public string[] LastLines(TimeSpan patience)
    {
        foreach (Thread pump in _pumps)
        {
            pump.Join(patience);
        }

        return _tail.ToArray();
    }

    private Thread Pump(StreamReader reader)
    {
        var thread = new Thread(() => Copy(reader)) { IsBackground = true, Name = "JVM output" };
        thread.Start();
        return thread;
    }

    private void Copy(StreamReader reader)
    {
        try
        {
            while (reader.ReadLine() is { } line)
            {
                _tail.Add(line);
                lock (_log)
                {
                    _log.WriteLine(line);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone, or whoever reads our log is.
        }
    }
}
