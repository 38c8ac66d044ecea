namespace SparkNer.Cli.Submit;

/// <summary>The programs that Spark starts, on this machine: beside this one in a package, or in a checkout's build output.</summary>
/// <param name="Worker">What Spark starts for its executors.</param>
/// <param name="Jobs">Where the program of a job is.</param>
/// <param name="Folder">The folder of a package; null in a checkout.</param>
/// <param name="Checkout">The folder of a checkout; null in a package.</param>
internal sealed record ProgramFiles(string Worker, Func<SparkJob, string> Jobs, string? Folder, string? Checkout)
{
    /// <summary>The worker's name in a package.</summary>
    public const string WorkerName = "sparkner";

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
            return new ProgramFiles(Path.Combine(folder, WorkerName), job => Path.Combine(folder, job.Program), folder, null);
        }

        // artifacts/bin/PROJECT/CONFIGURATION, four levels below the checkout.
        string? checkout = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(folder))));
        if (checkout is null || !File.Exists(Path.Combine(checkout, PackageScript)))
        {
            throw new UserErrorException(
                $"'{folder}' is neither an unpacked sparkner-linux-x64.tar.gz nor a checkout's build: start sparkner from one of them to run it on Spark.");
        }

        // A job's folder has the command's program too.
        string FolderOf(SparkJob job) => Path.Combine(checkout, "artifacts", "bin", job.Project, Path.GetFileName(folder));
        return new ProgramFiles(Path.Combine(FolderOf(SparkJob.Annotate), "SparkNer.Cli"), job => Path.Combine(FolderOf(job), job.Program), null, checkout);
    }
}
