namespace SparkNer.Files;

/// <summary>What a column of annotations holds.</summary>
public enum AnnotationColumnKind
{
    /// <summary>Spark NLP's annotation structs.</summary>
    Annotations,

    /// <summary>Entities of Hugging Face's pipeline with <c>entity_group</c>, without <c>index</c>.</summary>
    EntityGroups,

    /// <summary>Entities of Hugging Face's pipeline without aggregation: with <c>entity</c> and <c>index</c>.</summary>
    EntityPieces,
}
