using Xunit.Abstractions;
using Xunit.Sdk;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The cases of a theory in the order of their Spark's version: those of one version need its session once.</summary>
public sealed class VersionOrder : ITestCaseOrderer
{
    /// <inheritdoc/>
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase =>
        testCases.OrderBy(t => t.TestMethodArguments is [string first, ..] ? first : "", StringComparer.Ordinal).ThenBy(t => t.DisplayName, StringComparer.Ordinal);
}
