using SparkNer.WordPieces;

namespace SparkNer.Tests.Pipeline;

/// <summary>A vocabulary of a few words, and annotators whose model knows Alice, Bob Smith and Oslo.</summary>
internal static class People
{
    public static WordPieceTokenizer Vocabulary { get; } = Scripted.Vocabulary(
        "alice", "bob", "smith", "oslo", "went", "to", "stayed", ".", "##ter", "##side", "poison", "very", "\U0001F600");

    public static Dictionary<int, int> ClassOf { get; } = new()
    {
        [Id("alice")] = 1,
        [Id("bob")] = 1,
        [Id("smith")] = 2,
        [Id("oslo")] = 3,
    };

    public static int Id(string piece) => Scripted.IdOf(Vocabulary, piece);

    public static Scripted Model(int maxSequenceLength = 16, Func<Exception>? failure = null) => new()
    {
        ClassOf = ClassOf,
        MaxSequenceLength = maxSequenceLength,
        Poison = Id("poison"),
        Failure = failure ?? (() => new InvalidOperationException("The model cannot do this one.")),
    };

    public static Annotator Annotator(AnnotatorOptions? options = null, int maxSequenceLength = 16) => new(Model(maxSequenceLength), Vocabulary, options);

    public static IEnumerable<string> Chunks(AnnotatedText text) => text.NerChunk.Select(c => $"{c.Metadata["entity"]} {c.Result} {c.Begin}-{c.End}");
}
