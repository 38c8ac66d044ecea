using SparkNer.Text;

namespace SparkNer.Pipeline;

/// <summary>One document on its way through the Spark NLP layout's stages.</summary>
internal sealed class DocumentWork
{
    public required string Text { get; init; }

    public required AnnotationMetadata Metadata { get; init; }

    public Sentence[] Sentences { get; set; } = [];

    public TokenSlot[] Tokens { get; set; } = [];

    /// <summary>For each sentence the index of its first token; one entry more at the end.</summary>
    public int[] FirstToken { get; set; } = [0];

    public List<NerSlot> Ner { get; } = [];

    /// <summary>The labels' probabilities, row-major [ner, labels]; set once the number of labels is known.</summary>
    public float[] Scores { get; set; } = [];

    public string? Error { get; set; }
}
