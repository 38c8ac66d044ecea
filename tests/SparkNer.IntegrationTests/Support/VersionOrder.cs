using Xunit.Abstractions;
using Xunit.Sdk;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The tests of a class in the order of their Spark's version, then of their name: a session or a cluster then serves many of them in a row.</summary>
public sealed class VersionOrder : ITestCaseOrderer
{
    /// <inheritdoc/>
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase =>
        testCases.OrderBy(t => t.TestMethodArguments is [string first, ..] ? first : "", StringComparer.Ordinal).ThenBy(t => t.DisplayName, StringComparer.Ordinal);
}
