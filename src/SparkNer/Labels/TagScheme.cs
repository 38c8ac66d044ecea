namespace SparkNer.Labels;

/// <summary>How a model's labels mark the extent of an entity.</summary>
public enum TagScheme
{
    /// <summary>No prefixes: a label is a type, and neighbours with the same label are one entity.</summary>
    Schemeless,

    /// <summary><c>I-</c> only: neighbours with the same type are one entity.</summary>
    Io,

    /// <summary><c>I-</c> for an entity, <c>B-</c> only where it touches the entity of its own type before it.</summary>
    Iob1,

    /// <summary><c>B-</c> for the first token of an entity, <c>I-</c> for the rest (BIO).</summary>
    Iob2,

    /// <summary>As <see cref="Iob2"/>, with <c>E-</c> for the last token and <c>S-</c> for an entity of one.</summary>
    Iobes,

    /// <summary>As <see cref="Iob2"/>, with <c>L-</c> for the last token and <c>U-</c> for an entity of one.</summary>
    Bilou,
}
