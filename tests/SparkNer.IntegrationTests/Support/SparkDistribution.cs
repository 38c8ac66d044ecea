namespace SparkNer.IntegrationTests.Support;

/// <summary>One Spark to test with. It may still be packed: it is unpacked when <see cref="Home"/> is asked for.</summary>
internal sealed class SparkDistribution
{
    private readonly Lazy<string> _home;

    /// <summary>A Spark that lies in a folder, or says there why it does not.</summary>
    public SparkDistribution(string name, Func<string> home)
    {
        Name = name;
        _home = new Lazy<string>(home);
    }

    /// <summary>The full version, such as <c>4.3.0</c>: the name that a test's parameter shows.</summary>
    public string Name { get; }

    /// <summary>What decides about the protocols.</summary>
    public SparkVersion Version => SparkVersion.TryParse(Name, out SparkVersion version) ? version : throw new InvalidOperationException($"'{Name}' is no version of Spark.");

    /// <summary>The value for <c>SPARK_HOME</c>.</summary>
    public string Home => _home.Value;

    /// <summary>A script of the distribution, such as <c>spark-submit</c>.</summary>
    public string Script(string name) => Path.Combine(Home, "bin", name);

    /// <summary>Some jar of the distribution, for commands that want to be given one.</summary>
    public string AnyJar => Directory.EnumerateFiles(Path.Combine(Home, "jars"), "spark-launcher_*.jar").First();

    /// <summary>What Python needs on its path to be PySpark: the archives of the distribution's <c>python/lib</c>.</summary>
    public IEnumerable<string> PythonPath => Directory.EnumerateFiles(Path.Combine(Home, "python", "lib"), "*.zip");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
