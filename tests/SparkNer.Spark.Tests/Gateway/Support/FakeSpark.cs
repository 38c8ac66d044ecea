using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>A folder that looks like Spark's, whose spark-submit is a script of the test's.</summary>
internal sealed class FakeSpark : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FakeSpark(string script = "exit 0", string version = "4.1.4", string scala = "2.13")
    {
        _folder.Write("spark/jars/a.jar", "");
        _folder.Write($"spark/jars/spark-core_{scala}-{version}.jar", "");
        _folder.Write($"spark/jars/spark-core_{scala}-{version}-tests.txt", "");
        Executable("spark/bin/spark-submit", script);
        Java("17.0.19");
    }

    public string Home => _folder["spark"];

    public string JavaHome => _folder["java"];

    public string this[string name] => _folder[name];

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public void Java(string version)
    {
        Executable("java/bin/java", "exit 0");
        _folder.Write("java/release", $"IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"{version}\"\n");
    }

    public string Executable(string name, string script)
    {
        string path = _folder.Write(name, "#!/bin/sh\n" + script + "\n");
        if (IsUnix)
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => _folder.Dispose();
}
