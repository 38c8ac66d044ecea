using System.Collections;

namespace SparkNer.IntegrationTests.Support;

/// <summary>Another environment for this process, and so for what it starts, until it is disposed.</summary>
internal sealed class ProcessEnvironment : IDisposable
{
    private readonly Dictionary<string, string> _before = Current();

    /// <summary>Replaces all variables.</summary>
    public ProcessEnvironment(IReadOnlyDictionary<string, string> environment) => Replace(environment);

    /// <summary>Restores them.</summary>
    public void Dispose() => Replace(_before);

    private static void Replace(IReadOnlyDictionary<string, string> environment)
    {
        foreach (string name in Current().Keys.Except(environment.Keys))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach ((string name, string value) in environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static Dictionary<string, string> Current() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string)v.Value!);
}
