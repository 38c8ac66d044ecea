namespace SparkNer.Cli.Evaluate;

/// <summary>The defaults that help, documentation and settings share.</summary>
internal static class EvaluateDefaults
{
    public const string TokenColumn = "tokens";

    public const string GoldColumn = "labels";

    public const int Digits = 2;

    public const int Resamples = 10_000;

    public const int Seed = 1;
}
