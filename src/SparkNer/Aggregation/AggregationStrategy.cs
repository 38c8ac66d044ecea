namespace SparkNer.Aggregation;

/// <summary>How word pieces are joined to entities: the strategies of Hugging Face's token-classification pipeline.</summary>
public enum AggregationStrategy
{
    /// <summary>Each word piece is an entity.</summary>
    None,

    /// <summary>Each piece has its own label; neighbours with the same type are joined, also inside a word.</summary>
    Simple,

    /// <summary>A word has the label of its first piece; neighbouring words with the same type are joined.</summary>
    First,

    /// <summary>A word has the label with the highest mean score over its pieces.</summary>
    Average,

    /// <summary>A word has the label of the piece with the highest score.</summary>
    Max,
}
