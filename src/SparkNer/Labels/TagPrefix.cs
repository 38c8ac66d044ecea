namespace SparkNer.Labels;

/// <summary>What a label says of a token's place in its entity.</summary>
public enum TagPrefix
{
    /// <summary>No prefix: part of an entity of this type, no more is known. Continues an entity as <see cref="Inside"/> does.</summary>
    None,

    /// <summary>Not part of an entity (<c>O</c>).</summary>
    Outside,

    /// <summary>First of an entity (<c>B-</c>).</summary>
    Begin,

    /// <summary>In an entity (<c>I-</c>).</summary>
    Inside,

    /// <summary>Last of an entity (<c>E-</c>, <c>L-</c>).</summary>
    End,

    /// <summary>An entity of one token (<c>S-</c>, <c>U-</c>).</summary>
    Single,
}
