namespace SparkNer.Cli.Submit;

/// <summary>The programs that Spark starts, on this machine: beside this one in a package, or in a checkout's build output.</summary>
/// <param name="Worker">What Spark starts for its executors.</param>
/// <param name="Job">What Spark starts as the driver of <c>annotate</c>.</param>
/// <param name="Folder">The folder of a package; null in a checkout.</param>
/// <param name="Checkout">The folder of a checkout; null in a package.</param>
internal sealed record ProgramFiles(string Worker, string Job, string? Folder, string? Checkout)
{
    /// <summary>The worker's name in a package.</summary>
    public const string WorkerName = "sparkner";

    /// <summary>The name of the job's program.</summary>
    public const string JobName = "sparkner-annotate";

    /// <summary>What says which version a package is.</summary>
    public const string VersionName = "VERSION";

    /// <summary>The script that makes a package, in a checkout.</summary>
    public const string PackageScript = "build/package.sh";

    /// <summary>The folder that the archive is made from; in a checkout it is there once the archive is.</summary>
    public string PackageFolder => Folder ?? Path.Combine(Checkout!, "artifacts", "package", "auto", "sparkner-linux-x64");

    /// <summary>Finds them from the folder of this program.</summary>
    /// <exception cref="UserErrorException">They are not there.</exception>
    public static ProgramFiles Find(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(Path.Combine(folder, VersionName)) && File.Exists(Path.Combine(folder, WorkerName)))
        {
            return new ProgramFiles(Path.Combine(folder, WorkerName), Path.Combine(folder, JobName), folder, null);
        }

        // artifacts/bin/PROJECT/CONFIGURATION, four levels below the checkout.
        string? checkout = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(folder))));
        if (checkout is null || !File.Exists(Path.Combine(checkout, PackageScript)))
        {
            throw new UserErrorException(
                $"'{folder}' is neither an unpacked sparkner-linux-x64.tar.gz nor a checkout's build: start sparkner from one of them to run it on Spark.");
        }

        string job = Path.Combine(checkout, "artifacts", "bin", "Annotate", Path.GetFileName(folder));
        return new ProgramFiles(Path.Combine(job, "SparkNer.Cli"), Path.Combine(job, JobName), null, checkout);
    }
}
