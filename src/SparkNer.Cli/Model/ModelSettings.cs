namespace SparkNer.Cli.Model;

/// <summary>What a command was told that looks at one model.</summary>
/// <param name="Model">A model's folder or name.</param>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="Quiet">Whether to say nothing on stderr but errors and warnings.</param>
internal sealed record ModelSettings(string Model, bool Json, bool Quiet);
