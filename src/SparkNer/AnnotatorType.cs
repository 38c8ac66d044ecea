namespace SparkNer;

/// <summary>The values of an annotation's <c>annotatorType</c> field, as Spark NLP writes them.</summary>
public static class AnnotatorType
{
    /// <summary>A document; a sentence too, since Spark NLP has no type of its own for it.</summary>
    public const string Document = "document";

    /// <summary>A token.</summary>
    public const string Token = "token";

    /// <summary>The label of a token.</summary>
    public const string NamedEntity = "named_entity";

    /// <summary>An entity: one or more tokens.</summary>
    public const string Chunk = "chunk";
}
