namespace SparkNer.Pipeline;

/// <summary>Batches of documents on several threads, results in order, a bounded number of batches in flight.</summary>
internal static class ParallelBatches
{
    private const int MaxDocuments = 1024;
    private const int MaxCharacters = 256 * 1024;

    public static IEnumerable<AnnotatedText> Run(
        IEnumerable<AnnotatorInput> inputs, int threads, Func<IReadOnlyList<AnnotatorInput>, AnnotatedText[]> annotate, CancellationToken cancellationToken)
    {
        var running = new Queue<Task<AnnotatedText[]>>();
        using var permits = new SemaphoreSlim(threads);
        AnnotatedText[] Annotate(List<AnnotatorInput> batch)
        {
            permits.Wait(cancellationToken);
            try
            {
                return annotate(batch);
            }
            finally
            {
                permits.Release();
            }
        }

        try
        {
            foreach (List<AnnotatorInput> batch in Cut(inputs))
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Two batches wait while the threads work, so that none idles.
                running.Enqueue(Task.Factory.StartNew(() => Annotate(batch), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));
                if (running.Count >= threads + 2)
                {
                    foreach (AnnotatedText result in running.Dequeue().GetAwaiter().GetResult())
                    {
                        yield return result;
                    }
                }
            }

            while (running.TryDequeue(out Task<AnnotatedText[]>? task))
            {
                foreach (AnnotatedText result in task.GetAwaiter().GetResult())
                {
                    yield return result;
                }
            }
        }
        finally
        {
            // Whoever stops early must not leave work behind that still uses the model.
            foreach (Task<AnnotatedText[]> task in running)
            {
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            }
        }
    }

    private static IEnumerable<List<AnnotatorInput>> Cut(IEnumerable<AnnotatorInput> inputs)
    {
        var batch = new List<AnnotatorInput>();
        int characters = 0;
        foreach (AnnotatorInput input in inputs)
        {
            batch.Add(input);
            characters += input.Text?.Length ?? input.Words?.Sum(w => w?.Length ?? 0) ?? 0;
            if (batch.Count == MaxDocuments || characters >= MaxCharacters)
            {
                yield return batch;
                batch = [];
                characters = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
