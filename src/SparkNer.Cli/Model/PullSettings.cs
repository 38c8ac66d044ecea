namespace SparkNer.Cli.Model;

/// <summary>What <c>sparkner model pull</c> was told.</summary>
/// <param name="Repository"><c>org/name</c>, perhaps with <c>@revision</c>.</param>
/// <param name="Weights">The only kind of weights wanted: <c>safetensors</c>, <c>onnx</c> or <c>bin</c>; null for the first of them that there is.</param>
/// <param name="CacheFolder">The cache's folder; null for what the environment says.</param>
/// <param name="Force">Whether files that are there are fetched again, and a pin that no longer fits is renewed.</param>
/// <param name="Quiet">Whether to say nothing on stderr but errors and warnings.</param>
internal sealed record PullSettings(string Repository, string? Weights, string? CacheFolder, bool Force, bool Quiet);
