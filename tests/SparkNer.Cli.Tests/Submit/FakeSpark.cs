using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>A folder that looks like an installation of Spark, whose spark-submit is a script of the test's.</summary>
internal sealed class FakeSpark : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private readonly string _home;

    public FakeSpark(string version = "4.1.4", string script = "exit 0", string folder = "spark")
    {
        _home = _folder[folder];
        _folder.Write($"{folder}/jars/spark-core_2.13-{version}.jar", "");
        _folder.Write($"{folder}/jars/spark-tags_2.13-{version}.jar", "");
        File.SetUnixFileMode(_folder.Write($"{folder}/bin/spark-submit", "#!/bin/bash\n" + script + "\n"), Executable);
    }

    /// <summary>The installation's folder.</summary>
    public string Home => _home;

    /// <summary>A file or folder beside the installation.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Writes a file beside the installation.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Makes a folder that looks like an unpacked package, and gives its path.</summary>
    public string Package()
    {
        foreach (string program in new[] { "sparkner", "sparkner-annotate", "sparkner-evaluate" })
        {
            File.SetUnixFileMode(_folder.Write("package/" + program, "#!/bin/bash\n"), Executable);
        }

        _folder.Write("package/VERSION", "0.1.0 linux-x64 0123456789ab\n");
        return _folder["package"];
    }

    /// <summary>The jar that cluster mode names.</summary>
    public string Jar => Directory.GetFiles(Path.Combine(Home, "jars"), "spark-tags_*").Single();

    public void Dispose() => _folder.Dispose();
}
