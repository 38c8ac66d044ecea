using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Bench;

/// <summary>What <c>sparkner bench spark</c> was told.</summary>
/// <param name="Model">A model's folder or name; null: the default model, and one of DistilBERT-base's size with random weights.</param>
/// <param name="Documents">How many documents are made up and annotated.</param>
/// <param name="LargeDocuments">How many with the model of DistilBERT-base's size.</param>
/// <param name="Threads">How many threads work at once without Spark, and how many tasks with it.</param>
/// <param name="Rounds">How often both are measured.</param>
/// <param name="BatchTokens">The most word pieces, padding included, of one call of the model.</param>
/// <param name="Seed">From which the documents are made: the same seed, the same documents.</param>
/// <param name="Master">Where Spark runs.</param>
/// <param name="SparkHome">The installation of Spark; null: to be found.</param>
/// <param name="Conf">Settings of Spark's, in their order.</param>
/// <param name="Quiet">No progress.</param>
internal sealed record BenchSparkSettings(
    string? Model, int Documents, int LargeDocuments, int Threads, int Rounds, int BatchTokens, int Seed, SparkMaster Master, string? SparkHome, IReadOnlyList<KeyValuePair<string, string>> Conf, bool Quiet);
