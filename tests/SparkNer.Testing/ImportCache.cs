using System.Runtime.CompilerServices;

namespace SparkNer.Testing;

/// <summary>Keeps what the tests import out of the cache of whoever runs them: each test process, and what it starts, has one of its own.</summary>
public static class ImportCache
{
    private const string Variable = "SPARKNER_CACHE";

    /// <summary>The cache's folder.</summary>
    public static string Folder => Environment.GetEnvironmentVariable(Variable)!;

#pragma warning disable CA2255 // A library's initializer: before a test can open a model.
    [ModuleInitializer]
    internal static void Set()
#pragma warning restore CA2255
    {
        string folder = Directory.CreateTempSubdirectory("sparkner-test-cache-").FullName;
        Environment.SetEnvironmentVariable(Variable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
