using System.Reflection;
using Xunit.Sdk;

namespace SparkNer.IntegrationTests.Support;

/// <summary>A test that needs some Spark: skipped with the reason where there is none.</summary>
public sealed class SparkFactAttribute : FactAttribute
{
    /// <summary>Skips if this machine cannot run Spark.</summary>
    public SparkFactAttribute() => Skip = Requirements.Missing();
}

/// <summary>
/// A test that is run on each Spark: with <see cref="EachSparkAttribute"/>, which gives its parameters. Skipped with the reason where there is none, and
/// where another program that it needs is missing.
/// </summary>
public sealed class SparkTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips if this machine cannot run Spark, or has not all of the programs.</summary>
    public SparkTheoryAttribute(params string[] programs) => Skip = Requirements.Missing(programs);
}

/// <summary>The parameters of a <see cref="SparkTheoryAttribute"/>: the version's name for <see cref="SparkDistributions.Of"/>, then the values given here.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachSparkAttribute(params object[] values) : DataAttribute
{
    /// <summary>Only versions from this one on (<c>4.1</c>); others have no such case.</summary>
    public string From { get; set; } = "";

    /// <inheritdoc/>
    // A theory without a single case would count as failed.
    public override string? Skip
    {
        get => base.Skip ?? (Distributions.Any() ? null : $"None of the versions of Spark found ({string.Join(", ", SparkDistributions.All)}) is {From} or newer.");
        set => base.Skip = value;
    }

    private IEnumerable<SparkDistribution> Distributions =>
        SparkVersion.TryParse(From, out SparkVersion from) ? SparkDistributions.All.Where(d => d.Version >= from) : SparkDistributions.All;

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Distributions.Select(d => new object[] { d.Name }.Concat(values).ToArray());
}

/// <summary>What a machine must have.</summary>
internal static class Requirements
{
    /// <summary>The first thing that is missing, as a sentence; null if there is everything.</summary>
    public static string? Missing(params string[] programs) =>
        SparkDistributions.Missing ?? Tools.MissingJava
        ?? (programs.FirstOrDefault(p => Tools.Find(p) is null) is { } program ? $"The program {program} is missing on PATH." : null);
}
