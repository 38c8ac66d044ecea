namespace SparkNer.Files;

/// <summary>One entity of Hugging Face's token-classification pipeline, as an output reads it. The spans need to stay valid only until the next call to the
/// row.</summary>
public ref struct EntityView
{
    /// <summary>The field <c>entity</c> or <c>entity_group</c>: a label or a group's name.</summary>
    public ReadOnlySpan<char> Entity;

    /// <summary>The score, from 0 to 1.</summary>
    public float Score;

    /// <summary>The position of the piece in its window, [CLS] being 0; written only for <see cref="AnnotationColumnKind.EntityPieces"/>.</summary>
    public int Index;

    /// <summary>The pieces, joined.</summary>
    public ReadOnlySpan<char> Word;

    /// <summary>Where the entity starts in the text; written as it is, in whichever unit the layout's offsets are.</summary>
    public int Start;

    /// <summary>Where the entity ends in the text, exclusive.</summary>
    public int End;
}
