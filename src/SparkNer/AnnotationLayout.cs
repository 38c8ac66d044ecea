namespace SparkNer;

/// <summary>What the annotations look like.</summary>
public enum AnnotationLayout
{
    /// <summary>Spark NLP's columns: document, sentence, token, ner and ner_chunk, a label a token.</summary>
    SparkNlp,

    /// <summary>The entities of Hugging Face's token-classification pipeline.</summary>
    HuggingFace,
}
