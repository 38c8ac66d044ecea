namespace SparkNer.Cli.Model;

/// <summary>What <c>sparkner model quantize</c> was told.</summary>
/// <param name="Model">The model's folder or name.</param>
/// <param name="Output">The new folder.</param>
/// <param name="WeightBits">Bits a weight.</param>
/// <param name="Measure">Whether both models' speed is measured.</param>
/// <param name="Agreement">A CoNLL file on which both models' labels are compared; null for none.</param>
/// <param name="Force">Whether an imported model at the output is replaced.</param>
/// <param name="Quiet">Whether to say nothing on stderr but errors and warnings.</param>
internal sealed record QuantizeSettings(string Model, string Output, int WeightBits, bool Measure, string? Agreement, bool Force, bool Quiet);
