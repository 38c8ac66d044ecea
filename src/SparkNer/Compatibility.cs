namespace SparkNer;

/// <summary>Whose mistakes are reproduced.</summary>
public enum Compatibility
{
    /// <summary>Nobody's: every token has its label, nothing is cut, the text is encoded as the model was trained.</summary>
    None,

    /// <summary>Spark NLP's values, to the letter: only the head of a token is encoded, accents are dropped, text past maxSentenceLength is cut.</summary>
    SparkNlp,
}
