using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Running;

/// <summary>Finds what a spark-submit command needs on this machine: Spark, the programs, the archive.</summary>
/// <param name="streams">Where messages go.</param>
/// <param name="folder">The folder of this program.</param>
internal sealed class JobCommand(ConsoleStreams streams, string folder)
{
    /// <summary>The command of a job, without its arguments.</summary>
    /// <exception cref="UserErrorException">Something is missing, or Spark's version will not do.</exception>
    public SparkSubmitCommand Build(SparkJob job, ClusterSettings cluster, bool allowUnsupportedSpark, CancellationToken cancellationToken)
    {
        SparkHome spark = SparkHome.Find(cluster.SparkHome, allowUnsupportedSpark, streams.Environment);
        ProgramFiles program = ProgramFiles.Find(folder);
        return new SparkSubmitCommand
        {
            Spark = spark,
            Master = cluster.Master,
            ClusterMode = cluster.ClusterMode,
            Name = job.Name,
            Word = job.Word,
            DriverName = job.Program,
            LocalDriver = program.Jobs(job),
            LocalWorker = program.Worker,
            Archive = FindArchive(cluster, program, cancellationToken),
            NodeFolder = FindNodeFolder(cluster, program, cancellationToken),
            Conf = cluster.Conf,
        };
    }

    private string? FindArchive(ClusterSettings cluster, ProgramFiles program, CancellationToken cancellationToken)
    {
        if (cluster.Archive is not null || !SparkSubmitCommand.NeedsArchive(cluster.Master.Kind, cluster.ClusterMode))
        {
            return cluster.Archive;
        }

        ProgramArchive archive = Make(cluster, program, cancellationToken);
        return archive.Place;
    }

    // Only standalone clusters in cluster mode and Kubernetes ask for it.
    private string FindNodeFolder(ClusterSettings cluster, ProgramFiles program, CancellationToken cancellationToken)
    {
        if (cluster.ProgramFolder is not null || cluster.Master.Kind == MasterKind.Kubernetes)
        {
            return cluster.ProgramFolder ?? JobDefaults.ImageFolder;
        }

        if (cluster is { ClusterMode: true, Master.Kind: MasterKind.Standalone } && program.Checkout is not null)
        {
            Make(cluster, program, cancellationToken);
        }

        return program.PackageFolder;
    }

    private ProgramArchive Make(ClusterSettings cluster, ProgramFiles program, CancellationToken cancellationToken)
    {
        var archive = new ProgramArchive(program, streams.Environment, streams.Error);
        if (!cluster.DryRun)
        {
            archive.Get(cancellationToken);
        }
        else if (!File.Exists(archive.Place))
        {
            streams.Error.WriteLine($"sparkner: '{archive.Place}' is not there yet: 'sparkner submit archive' makes it, and so does a run.");
        }

        return archive;
    }
}
