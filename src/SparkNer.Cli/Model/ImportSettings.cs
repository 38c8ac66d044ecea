namespace SparkNer.Cli.Model;

/// <summary>What <c>sparkner model import</c> was told.</summary>
/// <param name="Model">The folder to import, or its name.</param>
/// <param name="Output">The new folder.</param>
/// <param name="Force">Whether an imported model there is replaced.</param>
/// <param name="Quiet">Whether to say nothing on stderr but errors and warnings.</param>
internal sealed record ImportSettings(string Model, string Output, bool Force, bool Quiet);
