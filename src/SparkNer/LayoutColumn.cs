namespace SparkNer;

/// <summary>The annotation columns of Spark NLP's layout.</summary>
public enum LayoutColumn
{
    /// <summary><c>document</c>: the text.</summary>
    Document,

    /// <summary><c>sentence</c>: its sentences.</summary>
    Sentence,

    /// <summary><c>token</c>: its tokens.</summary>
    Token,

    /// <summary><c>ner</c>: the tokens' labels.</summary>
    Ner,

    /// <summary><c>ner_chunk</c>: the entities.</summary>
    NerChunk,
}
