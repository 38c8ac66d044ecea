namespace SparkNer.Text;

/// <summary>The options of a <see cref="DocumentAssembler"/>.</summary>
public sealed record DocumentAssemblerOptions
{
    /// <summary>How a text is cleaned; not at all by default. All offsets of an annotation refer to the cleaned text.</summary>
    public CleanupMode CleanupMode { get; init; } = CleanupMode.Disabled;
}
