namespace SparkNer.Hub;

/// <summary>What is to be pulled.</summary>
/// <param name="Repository">The model.</param>
public sealed record PullRequest(HubRepository Repository)
{
    /// <summary>A branch, tag or commit; null for the pinned one, or else <see cref="Branch"/>.</summary>
    public string? Revision { get; init; }

    /// <summary>What the model's card says to follow where neither a revision is named nor a pin is there.</summary>
    public string Branch { get; init; } = HubRepository.DefaultRevision;

    /// <summary>The only kind of weights wanted; null for the best that there is.</summary>
    public WeightKind? Weights { get; init; }

    /// <summary>Whether to fetch again what is there, and to pass over a pin.</summary>
    public bool Force { get; init; }

    /// <summary>The revision and hashes that were recorded before; null if none were.</summary>
    public ModelPin? Pin { get; init; }
}
