namespace SparkNer.Pipeline;

/// <summary>Batches of documents on several threads, results in order, a bounded number of batches in flight.</summary>
internal static class ParallelBatches
{
    private const int MaxDocuments = 1024;
    private const int MaxCharacters = 256 * 1024;

    public static IEnumerable<AnnotatedText> Run(
        IEnumerable<AnnotatorInput> inputs, int threads, Func<IReadOnlyList<AnnotatorInput>, AnnotatedText[]> annotate, CancellationToken cancellationToken) =>
        RunBatches(inputs, threads, annotate, cancellationToken).SelectMany(results => results);

    private static IEnumerable<AnnotatedText[]> RunBatches(
        IEnumerable<AnnotatorInput> inputs, int threads, Func<IReadOnlyList<AnnotatorInput>, AnnotatedText[]> annotate, CancellationToken cancellationToken)
    {
        using var workers = new OrderedWorkers<List<AnnotatorInput>, AnnotatedText[]>(threads, batch =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return annotate(batch);
        });
        AnnotatedText[]? results;
        foreach (List<AnnotatorInput> batch in Cut(inputs))
        {
            cancellationToken.ThrowIfCancellationRequested();
            workers.Add(batch);
            if (!workers.HasRoom && workers.TryTake(out _, out results))
            {
                yield return results;
            }
        }

        while (workers.TryTake(out _, out results))
        {
            yield return results;
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
