namespace SparkNer.Spark.Ner;

/// <summary>What an argument of the function holds.</summary>
internal enum NerInput
{
    /// <summary>The text: a string.</summary>
    Text,

    /// <summary>The text as words: an array of strings.</summary>
    Words,

    /// <summary>The document's id: a string.</summary>
    Id,

    /// <summary>Further facts for the document annotation: a map of strings.</summary>
    Metadata,
}
