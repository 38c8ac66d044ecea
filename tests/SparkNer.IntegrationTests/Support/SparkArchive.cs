using System.Diagnostics;

namespace SparkNer.IntegrationTests.Support;

/// <summary>A packed Spark, <c>spark-VERSION.tar.xz</c>, in a folder beside the checkout: the last place where one is looked for.</summary>
internal sealed record SparkArchive(string File, string Version)
{
    private const string Prefix = "spark-";
    private const string Suffix = ".tar.xz";

    /// <summary>Where archives are unpacked to.</summary>
    public static string Cache { get; } = Path.Combine(Golden.RepositoryRoot, "artifacts", "spark");

    /// <summary>The program that unpacking needs and this machine lacks; null where nothing is missing.</summary>
    public static string? MissingTool => new[] { "tar", "xz" }.FirstOrDefault(tool => Tools.Find(tool) is null);

    /// <summary>All archives.</summary>
    public static IEnumerable<SparkArchive> All()
    {
        string folder = Path.Combine(Golden.RepositoryRoot, "..", "shared", "spark");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Prefix + "*" + Suffix).Select(file => new SparkArchive(file, Path.GetFileName(file)[Prefix.Length..^Suffix.Length]))
            : [];
    }

    /// <summary>Unpacks it unless that has been done, and gives the distribution's folder. Takes some twenty seconds the first time.</summary>
    public string Unpack()
    {
        string home = Path.Combine(Cache, Prefix + Version);
        if (Directory.Exists(home))
        {
            return home;
        }

        Directory.CreateDirectory(Cache);
        using FileStream myTurn = Lock(Path.Combine(Cache, ".lock"));
        if (Directory.Exists(home))
        {
            return home;
        }

        // Renamed into place when it is complete: half a distribution is never taken for one.
        string unpacking = Path.Combine(Cache, ".unpacking");
        if (Directory.Exists(unpacking))
        {
            Directory.Delete(unpacking, recursive: true);
        }

        Directory.CreateDirectory(unpacking);
        using var tar = Process.Start("tar", ["-xJf", File, "-C", unpacking]);
        tar.WaitForExit();
        if (tar.ExitCode != 0)
        {
            throw new IOException($"tar could not unpack {File} (exit code {tar.ExitCode}).");
        }

        Directory.Move(Path.Combine(unpacking, Prefix + Version), home);
        Directory.Delete(unpacking, recursive: true);
        return home;
    }

    private static FileStream Lock(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Path.GetDirectoryName(path)))
            {
                // Another run of the tests unpacks.
                Thread.Sleep(200);
            }
        }
    }
}
