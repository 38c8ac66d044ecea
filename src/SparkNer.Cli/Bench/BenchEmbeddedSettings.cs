namespace SparkNer.Cli.Bench;

/// <summary>What <c>sparkner bench embedded</c> was told.</summary>
/// <param name="Model">A model's folder or name.</param>
/// <param name="Documents">How many documents are made up and annotated.</param>
/// <param name="Threads">How many threads work at once.</param>
/// <param name="BatchTokens">The most word pieces, padding included, of one call of the model.</param>
/// <param name="Seed">From which the documents are made: the same seed, the same documents.</param>
/// <param name="Quiet">No progress.</param>
internal sealed record BenchEmbeddedSettings(string Model, int Documents, int Threads, int BatchTokens, int Seed, bool Quiet);
