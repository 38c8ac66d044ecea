using SparkNer.Cli.Annotate;
using SparkNer.Cli.Output;
using SparkNer.Files;
using SparkNer.Pipeline;

namespace SparkNer.Cli.Running;

/// <summary>
/// Annotates files: this thread reads and writes, others annotate. Batches are written in their order, and a fixed number is in flight, so that
/// memory does not grow with the file.
/// </summary>
internal sealed class FileRun(AnnotateSettings settings, Annotator annotator, IRunProgress progress, Func<Stream> openInput, Func<Stream> openOutput)
{
    // Some 15,000 word pieces: enough for batches of even length, and small enough that no thread waits long for the last one.
    private const int BatchBytes = 64 * 1024;

    private readonly AnnotatedRow.SharedBuffers _buffers = new();
    private readonly IReadOnlyList<LayoutColumn> _columns = OutputColumns.Of(settings);

    /// <summary>How many rows have been written.</summary>
    public long Documents { get; private set; }

    /// <summary>How many of them could not be annotated.</summary>
    public long BadRows { get; private set; }

    /// <summary>What was wrong with the first of them.</summary>
    public string? FirstError { get; private set; }

    /// <summary>Annotates a file.</summary>
    /// <param name="task">Which.</param>
    /// <param name="number">Its number, from 0, for the progress.</param>
    /// <param name="count">Of how many.</param>
    /// <param name="cancellationToken">Asks to stop; nothing is left behind.</param>
    public void Annotate(FileTask task, int number, int count, CancellationToken cancellationToken)
    {
        OutputLayout layout = OutputColumns.Layout(settings, task.OutputFormat);
        using IRowSource source = Open(task, RowSinks.CarryFor(task.OutputFormat, layout));
        using IRowSink sink = task.Output == "-"
            ? RowSinks.Create(openOutput(), "<stdout>", task.OutputFormat, layout, source)
            : RowSinks.Create(task.Output, task.OutputFormat, layout, source, settings.Overwrite);
        using var workers = new OrderedWorkers<RowBatch, AnnotatedText[]>(settings.Threads, batch => AnnotateBatch(batch, cancellationToken));
        bool more = true;

        // How much of the file had been read with each batch: what is only read ahead is not done.
        var read = new Queue<double?>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RowBatch? batch = null;
            if (more && workers.HasRoom && (more = source.TryRead(out batch)))
            {
                workers.Add(batch!);
                read.Enqueue(source.Progress);
            }
            else if (workers.TryTake(out RowBatch? finished, out AnnotatedText[]? texts))
            {
                using (finished)
                {
                    Write(sink, finished, texts);
                }

                progress.Report(Documents, annotator.WordPiecesSeen, read.Dequeue() is { } part ? (number + Math.Min(part, 0.999)) / count : null);
            }
            else
            {
                break;
            }
        }

        sink.Complete();
    }

    private IRowSource Open(FileTask task, CarryAs carry)
    {
        var options = new SourceOptions
        {
            TextColumn = settings.TextColumn,
            WordsColumn = settings.WordsColumn,
            IdColumn = settings.IdColumn,
            MetadataColumn = settings.DocumentAssembler.MetadataCol,
            Carry = carry,
            BatchBytes = BatchBytes,
        };
        return task.Input == "-" ? RowSources.Open(openInput(), "<stdin>", task.InputFormat, options) : RowSources.Open(task.Input, task.InputFormat, options);
    }

    private AnnotatedText[] AnnotateBatch(RowBatch batch, CancellationToken cancellationToken)
    {
        var inputs = new AnnotatorInput[batch.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = new AnnotatorInput
            {
                Text = batch.Texts[i],
                Words = settings.WordsColumn is null ? null : batch.Words?[i] ?? [],
                Id = batch.Ids?[i],
                Metadata = batch.Metadata?[i] is { } facts
                    ? new AnnotationMetadata(facts.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Key, f.Value!)))
                    : null,
            };
        }

        return annotator.AnnotateBatch(inputs, cancellationToken);
    }

    private void Write(IRowSink sink, RowBatch batch, AnnotatedText[] texts)
    {
        // Without a sentence detector there is nobody to explode for: as in Spark NLP, the option has no effect.
        if (settings.Sentences && settings.SentenceDetector.ExplodeSentences == true)
        {
            (batch, texts) = Explode(batch, texts);
        }

        var rows = new AnnotatedRow[texts.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            string? error = batch.Errors[i] ?? (texts[i].Error is { } reason ? $"{batch.Describe(i)}: {reason}" : null);
            if (error is not null)
            {
                if (settings.OnError == ErrorAction.Fail)
                {
                    throw new UserErrorException($"{error} (--on-error fail: nothing was written.)");
                }

                BadRows++;
                FirstError ??= error;
            }

            rows[i] = new AnnotatedRow(texts[i], _columns, _buffers, error);
        }

        sink.Write(batch, rows);
        Documents += rows.Length;
    }

    // A row for each sentence. A document without any stays one row, so that none is lost; Spark drops it, and so does what is compatible.
    private (RowBatch Batch, AnnotatedText[] Texts) Explode(RowBatch batch, AnnotatedText[] texts)
    {
        var rows = new List<int>();
        var exploded = new List<AnnotatedText>();
        for (int i = 0; i < texts.Length; i++)
        {
            int before = exploded.Count;
            exploded.AddRange(texts[i].ExplodeSentences());
            if (exploded.Count == before && (settings.Compatibility == Compatibility.None || batch.Errors[i] is not null || texts[i].Error is not null))
            {
                exploded.Add(texts[i]);
            }

            rows.AddRange(Enumerable.Repeat(i, exploded.Count - before));
        }

        return (batch.Repeat(rows), [.. exploded]);
    }
}
