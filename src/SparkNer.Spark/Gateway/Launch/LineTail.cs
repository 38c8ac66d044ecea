namespace SparkNer.Spark.Gateway.Launch;

/// <summary>The last lines of what a process writes, for error messages. Thread-safe.</summary>
internal sealed class LineTail(int capacity)
{
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public string[] ToArray()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }
}
