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

    /// <summary>The labels' probabilities, row-major [ner, labels]; see <see cref="ReserveScores"/>.</summary>
    public float[] Scores { get; private set; } = [];

    public string? Error { get; set; }

    /// <summary>Makes room for the probabilities of all entries that <see cref="Ner"/> has now; new ones are 0.</summary>
    public void ReserveScores(int labels)
    {
        if (Scores.Length < Ner.Count * labels)
        {
            float[] scores = Scores;
            Array.Resize(ref scores, Ner.Count * labels);
            Scores = scores;
        }
    }
}
