namespace SparkNer.Onnx.Tests.Samples;

internal static class ReadmeSample
{
    public static void Run()
    {
        // <sample>
        using var annotator = Annotator.Load("models/sparkner-small-conll03", new AnnotatorOptions { Sentences = true });

        AnnotatedText result = annotator.Annotate("Angela Merkel met Tim Cook. Apple Inc. is in Cupertino.");
        foreach (Annotation chunk in result.NerChunk)
        {
            Console.WriteLine($"{chunk.Metadata["entity"]} {chunk.Result} {chunk.Begin}..{chunk.End}");
        }

        // Many texts: several threads, in order, streaming.
        foreach (AnnotatedText text in annotator.AnnotateAll(File.ReadLines("lines.txt")))
        {
            Console.WriteLine(string.Join(", ", text.NerChunk.Select(c => c.Result)));
        }
        // </sample>
    }
}
