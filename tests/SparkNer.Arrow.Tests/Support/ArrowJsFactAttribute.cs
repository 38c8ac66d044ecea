using SparkNer.Testing;

namespace SparkNer.Arrow.Tests.Support;

/// <summary>A test that needs node and the npm package apache-arrow; skipped where one is missing.</summary>
public sealed class ArrowJsFactAttribute : FactAttribute
{
    public ArrowJsFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Golden.RepositoryRoot, "node_modules", "apache-arrow")))
        {
            Skip = "node_modules has no apache-arrow: 'npm ci' gets it";
        }
        else if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "node"))))
        {
            Skip = "node is not on the PATH";
        }
    }
}
