using SparkNer.Arrow;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Writes a task's answer: an Arrow stream if there is any batch, then times and the end, or an error.</summary>
/// <remarks>Knows what it is in the middle of, so that an error is never written where Spark would take it for Arrow.</remarks>
/// <param name="output">The connection, buffered.</param>
internal sealed class ResponseWriter(Stream output)
{
    private readonly WireWriter _wire = new(output);
    private ArrowStreamWriter? _arrow;
    private bool _isTorn;

    /// <summary>Writes a batch and sends it off.</summary>
    /// <param name="schema">The stream's schema, the same for all batches.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The number of rows.</param>
    public void WriteBatch(ArrowSchema schema, IReadOnlyList<ArrowArray> columns, int rows)
    {
        _isTorn = true;
        if (_arrow is null)
        {
            _wire.Int(ControlCode.StartArrowStream);
            _arrow = new ArrowStreamWriter(output, schema);
        }

        _arrow.WriteBatch(columns, rows);
        output.Flush();
        _isTorn = false;
    }

    /// <summary>Ends the data: everything but the last word, which waits for Spark's.</summary>
    public void WriteEnd(TaskTimes times, SparkVersion version)
    {
        _isTorn = true;
        _arrow?.WriteEnd();
        _wire.Int(ControlCode.TimingData);
        _wire.Long(times.Boot);
        _wire.Long(times.Init);
        _wire.Long(times.Now);
        if (version >= new SparkVersion(4, 2))
        {
            _wire.Long(times.Processing);
        }

        const long SpilledInMemory = 0;
        const long SpilledToDisk = 0;
        const int AccumulatorUpdates = 0;
        _wire.Long(SpilledInMemory);
        _wire.Long(SpilledToDisk);
        _wire.Int(ControlCode.EndOfDataSection);
        _wire.Int(AccumulatorUpdates);
        _wire.Flush();
    }

    /// <summary>Says whether the connection can be used again.</summary>
    public void WriteLastWord(bool isReusable)
    {
        _wire.Int(isReusable ? ControlCode.EndOfStream : ControlCode.EndOfDataSection);
        _wire.Flush();
    }

    /// <summary>Writes an error in place of what is missing.</summary>
    /// <returns>False if that is not possible in the middle of a message: only closing the connection is left.</returns>
    public bool TryWriteError(string text)
    {
        if (_isTorn)
        {
            return false;
        }

        _isTorn = true;
        _arrow?.WriteEnd();
        _wire.Int(ControlCode.PythonExceptionThrown);
        _wire.Utf(text);
        _wire.Flush();
        return true;
    }
}
