namespace SparkNer.Evaluation.Seqeval;

/// <summary>How tags mark where an entity begins and ends, by seqeval's names.</summary>
public enum TaggingScheme
{
    /// <summary><c>I-</c> for an entity, <c>B-</c> only where it touches one of the same type before it.</summary>
    Iob1,

    /// <summary><c>B-</c> for the first token, <c>I-</c> for the others (BIO).</summary>
    Iob2,

    /// <summary><c>I-</c> for an entity, <c>E-</c> for its last token only where it touches one of the same type after it.</summary>
    Ioe1,

    /// <summary><c>E-</c> for the last token, <c>I-</c> for the others.</summary>
    Ioe2,

    /// <summary><c>B-</c>, <c>I-</c>, <c>E-</c> for the first, inner and last tokens, <c>S-</c> for an entity of one.</summary>
    Iobes,

    /// <summary>As <see cref="Iobes"/>, with <c>L-</c> for the last token and <c>U-</c> for an entity of one.</summary>
    Bilou,
}
