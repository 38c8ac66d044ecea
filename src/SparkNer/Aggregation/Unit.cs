namespace SparkNer.Aggregation;

/// <summary>What got one label: a piece or a word.</summary>
/// <param name="First">Its first piece.</param>
/// <param name="Last">Its last piece, inclusive.</param>
/// <param name="Label">The class id.</param>
/// <param name="Score">The label's score.</param>
internal readonly record struct Unit(int First, int Last, int Label, float Score);
