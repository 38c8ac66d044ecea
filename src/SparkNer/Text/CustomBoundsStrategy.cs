namespace SparkNer.Text;

/// <summary>Where a custom bound breaks the text.</summary>
public enum CustomBoundsStrategy
{
    /// <summary>At the matched text, which belongs to no sentence.</summary>
    None,

    /// <summary>Before the matched text.</summary>
    Prepend,

    /// <summary>After the matched text.</summary>
    Append,
}
