using System.Runtime.ExceptionServices;

namespace SparkNer.Files.Writing;

/// <summary>What the outputs that are streams of bytes have in common.</summary>
internal abstract class StreamSink(OutputTarget target, OutputLayout layout) : IRowSink
{
    private bool _completed;
    private bool _failed;

    protected OutputLayout Layout { get; } = layout;

    protected OutputTarget Target { get; } = target;

    protected StreamBuffer Output { get; } = new(target.Stream);

    public void Write(RowBatch rows, IReadOnlyList<IAnnotatedRow> annotations)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentOutOfRangeException.ThrowIfNotEqual(annotations.Count, rows.Count);
        Guard(() =>
        {
            for (int i = 0; i < rows.Count; i++)
            {
                WriteRow(rows, i, annotations[i]);
            }
        });
    }

    public void Complete()
    {
        Guard(Output.Flush);
        Target.Complete();
        _completed = true;
    }

    public virtual void Dispose()
    {
        Output.Dispose();
        Target.Dispose();
    }

    /// <summary>The row's error: the annotator's, else the source's.</summary>
    protected static string? ErrorOf(RowBatch rows, int row, IAnnotatedRow annotations) => annotations.Error ?? rows.Errors[row];

    /// <summary>Writes a row.</summary>
    protected abstract void WriteRow(RowBatch rows, int row, IAnnotatedRow annotations);

    /// <summary>Runs something with the errors of the stream made the user's.</summary>
    protected void Guard(Action action)
    {
        if (_completed || _failed)
        {
            throw new InvalidOperationException($"{Target.Name}: the output is complete, or has failed.");
        }

        try
        {
            action();
        }
        catch (Exception e)
        {
            // Part of a row may be out: nothing may follow it.
            _failed = true;
            if (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                throw OutputException.For(Target.Name, e);
            }

            ExceptionDispatchInfo.Throw(e);
        }
    }
}
