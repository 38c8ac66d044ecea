using System.CommandLine;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Running;

/// <summary>This program as the driver of the job that tries the executors.</summary>
internal static class DoctorProgram
{
    // Where it runs is decided when it is started.
    private static readonly OptionSpec[] _options = [.. DoctorOptions.All.Where(option => option.Name is "model" or "allow-unsupported-spark")];

    /// <summary>Runs the job.</summary>
    public static int Run(string[] args) => JobProgram.Run(
        "sparkner doctor",
        "sparkner doctor --help",
        (_, _) => Read(args),
        settings => settings.AllowUnsupportedSpark,
        (settings, streams, spark, token) => new DoctorJob(streams).Run(spark, settings.Model, token) ? ExitCode.Ok : ExitCode.Failed);

    private static DoctorSettings Read(string[] args)
    {
        var command = new SpecCommand(DoctorRunner.JobWord, "", _options, takesInputs: false);
        var root = new RootCommand { command.Command };
        GivenOptions given = command.Read(root.Parse([command.Command.Name, .. args]), args);
        return new DoctorSettings(given.Text("model", AnnotateDefaults.Model), null, given.Flag("allow-unsupported-spark"));
    }
}
