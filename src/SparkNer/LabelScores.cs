namespace SparkNer;

/// <summary>Which probabilities the metadata of a <c>ner</c> annotation holds.</summary>
public enum LabelScores
{
    /// <summary>Every label's, as Spark NLP writes them.</summary>
    All,

    /// <summary>The predicted label's only: a fraction of the size.</summary>
    Predicted,
}
