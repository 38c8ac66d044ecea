namespace SparkNer.Evaluation.Comparing;

/// <summary>What resampling says of a difference.</summary>
/// <param name="Difference">F1 of B minus F1 of A over all types (micro), -1 to 1.</param>
/// <param name="Low">The lower end of the 95 % interval of the difference.</param>
/// <param name="High">Its upper end.</param>
/// <param name="PValue">How probable so large a difference, in either direction, would be if there were none in truth; 0 to 1.</param>
/// <param name="Resamples">How often the sentences were drawn.</param>
/// <param name="Seed">What the draws were made from.</param>
public sealed record BootstrapResult(double Difference, double Low, double High, double PValue, int Resamples, int Seed);
