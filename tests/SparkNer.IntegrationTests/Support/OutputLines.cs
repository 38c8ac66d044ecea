using System.Text.RegularExpressions;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The lines that a program has written so far. Thread-safe.</summary>
internal sealed class OutputLines
{
    private const int TailLines = 60;

    private readonly List<string> _lines = [];
    private bool _ended;

    /// <summary>All of them, each with its line feed.</summary>
    public string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Concat(_lines.Select(line => line + "\n"));
            }
        }
    }

    /// <summary>The last ones.</summary>
    public string Tail()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines.TakeLast(TailLines));
        }
    }

    /// <summary>Waits for a line that matches, one written before included; null if the output ended or the time has passed before there was one.</summary>
    public Match? WaitFor(Regex pattern, TimeSpan timeout)
    {
        DateTime end = DateTime.UtcNow + timeout;
        lock (_lines)
        {
            for (int next = 0; ; next++)
            {
                while (next == _lines.Count)
                {
                    TimeSpan left = end - DateTime.UtcNow;
                    if (_ended || left <= TimeSpan.Zero)
                    {
                        return null;
                    }

                    Monitor.Wait(_lines, left);
                }

                if (pattern.Match(_lines[next]) is { Success: true } match)
                {
                    return match;
                }
            }
        }
    }

    /// <summary>Takes the lines of a stream until it ends.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
                Monitor.PulseAll(_lines);
            }
        }

        lock (_lines)
        {
            _ended = true;
            Monitor.PulseAll(_lines);
        }
    }
}
