namespace SparkNer.Files;

/// <summary>One annotation, as an output reads it. The spans need to stay valid only until the next call to the row.</summary>
public ref struct AnnotationView
{
    /// <summary>The <c>annotatorType</c> field, in UTF-8 (a <c>"..."u8</c> literal).</summary>
    public ReadOnlySpan<byte> AnnotatorType;

    /// <summary>The first UTF-16 code unit.</summary>
    public int Begin;

    /// <summary>The last UTF-16 code unit.</summary>
    public int End;

    /// <summary>The text or the label.</summary>
    public ReadOnlySpan<char> Result;

    /// <summary>How many metadata entries there are.</summary>
    public int MetadataCount;
}
