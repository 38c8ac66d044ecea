using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Doctor;

/// <summary>What <c>sparkner doctor</c> was told.</summary>
/// <param name="Model">A model's folder or name.</param>
/// <param name="Cluster">The cluster whose executors are tried; null for this machine alone.</param>
/// <param name="AllowUnsupportedSpark">Whether a Spark newer than the newest known one is tried.</param>
internal sealed record DoctorSettings(string Model, ClusterSettings? Cluster, bool AllowUnsupportedSpark);
