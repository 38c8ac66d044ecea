using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Running;

/// <summary>Finds what a spark-submit command needs on this machine: Spark, the programs, the archive.</summary>
/// <param name="streams">Where messages go.</param>
/// <param name="folder">The folder of this program.</param>
internal sealed class JobCommand(ConsoleStreams streams, string folder)
{
    /// <summary>The command of the job <c>annotate</c>, without its arguments.</summary>
    /// <exception cref="UserErrorException">Something is missing, or Spark's version will not do.</exception>
    public SparkSubmitCommand Build(ClusterSettings cluster, bool allowUnsupportedSpark, CancellationToken cancellationToken)
    {
        SparkHome spark = SparkHomes.Find(cluster.SparkHome, streams.Environment);
        SparkHomes.Check(spark, allowUnsupportedSpark);
        ProgramFiles program = ProgramFiles.Find(folder);
        return new SparkSubmitCommand
        {
            Spark = spark,
            Master = cluster.Master,
            ClusterMode = cluster.ClusterMode,
            Name = "sparkner annotate",
            Word = "annotate",
            DriverName = ProgramFiles.JobName,
            LocalDriver = program.Job,
            LocalWorker = program.Worker,
            Archive = FindArchive(cluster, program, cancellationToken),
            NodeFolder = cluster.ProgramFolder ?? (cluster.Master.Kind == MasterKind.Kubernetes ? JobDefaults.ImageFolder : Path.GetDirectoryName(program.Job)!),
            Conf = cluster.Conf,
        };
    }

    private string? FindArchive(ClusterSettings cluster, ProgramFiles program, CancellationToken cancellationToken)
    {
        if (cluster.Archive is not null || !SparkSubmitCommand.NeedsArchive(cluster.Master.Kind, cluster.ClusterMode))
        {
            return cluster.Archive;
        }

        var archive = new ProgramArchive(program, streams.Environment, streams.Error);
        if (!cluster.DryRun)
        {
            return archive.Get(cancellationToken);
        }

        if (!File.Exists(archive.Place))
        {
            streams.Error.WriteLine($"sparkner: '{archive.Place}' is not there yet: 'sparkner submit archive' makes it, and so does a run.");
        }

        return archive.Place;
    }
}
