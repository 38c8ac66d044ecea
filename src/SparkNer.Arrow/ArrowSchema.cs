namespace SparkNer.Arrow;

/// <summary>The columns of a stream.</summary>
/// <param name="Fields">The columns in their order.</param>
public sealed record ArrowSchema(FieldList Fields)
{
    /// <summary>A schema of these columns.</summary>
    public ArrowSchema(params ReadOnlySpan<ArrowField> fields)
        : this(new FieldList(fields))
    {
    }
}
