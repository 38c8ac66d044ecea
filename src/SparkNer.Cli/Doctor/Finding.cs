namespace SparkNer.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What it is.</param>
/// <param name="Value">What was found: one line.</param>
/// <param name="IsWell">Whether a run can do with it.</param>
internal sealed record Finding(string What, string Value, bool IsWell);
