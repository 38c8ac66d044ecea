namespace SparkNer.Files.Tests;

/// <summary>Runs rows through a <see cref="FakeRow"/> each.</summary>
internal static class FakeAnnotator
{
    public static OutputLayout Layout { get; } = new(
    [
        AnnotationColumn.OfAnnotations("document", AnnotatorType.Document),
        AnnotationColumn.OfAnnotations("token", AnnotatorType.Token),
        AnnotationColumn.OfAnnotations("ner", AnnotatorType.NamedEntity),
        AnnotationColumn.OfAnnotations("ner_chunk", AnnotatorType.Chunk),
    ]);

    public static IAnnotatedRow[] Annotate(RowBatch batch, bool entities = false) =>
        [.. batch.Texts.Select((t, i) => new FakeRow(batch.Words is { } w ? string.Join(' ', w[i] ?? []) : t ?? "", entities))];

    /// <summary>Copies everything from a source to a sink, and closes both.</summary>
    /// <returns>The errors, one a bad row.</returns>
    public static List<string> Run(IRowSource source, Func<IRowSource, IRowSink> open, bool entities = false)
    {
        var errors = new List<string>();
        using (source)
        using (IRowSink sink = open(source))
        {
            while (source.TryRead(out RowBatch? batch))
            {
                using (batch)
                {
                    sink.Write(batch, Annotate(batch, entities));
                    errors.AddRange(batch.Errors.OfType<string>());
                }
            }

            sink.Complete();
        }

        return errors;
    }

    /// <summary>From a file to a file, by their names' formats.</summary>
    public static List<string> Run(string input, string output, SourceOptions? options = null, OutputLayout? layout = null)
    {
        FileFormat format = FileFormats.Detect(output);
        layout ??= Layout;
        options = (options ?? new SourceOptions()) with { Carry = RowSinks.CarryFor(format, layout) };
        return Run(RowSources.Open(input, FileFormats.Detect(input), options), s => RowSinks.Create(output, format, layout, s), layout.Columns is [{ Kind: not AnnotationColumnKind.Annotations }, ..]);
    }
}
