using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Doctor;

/// <summary>The options of <c>sparkner doctor</c>.</summary>
internal static class DoctorOptions
{
    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("model", OptionKind.Text, "NAME|DIR", "The model that is tried: a folder, or the name of one in models/.") { Default = AnnotateDefaults.Model },
        new("spark", OptionKind.Flag, "", "Also runs a small job that tries the program and the model on every executor. Needs --master."),
        .. SubmitOptions.OfCluster,
        .. JobOptions.All.Where(option => option.Name == "allow-unsupported-spark").Select(option => option with { Group = SubmitOptions.OfCluster[0].Group }),
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static DoctorSettings Build(GivenOptions given)
    {
        bool spark = given.Flag("spark");
        if (!spark && All.FirstOrDefault(option => option.Name is not ("model" or "spark") && given.Has(option.Name)) is { } stray)
        {
            throw new UsageException($"{stray.Flag} needs --spark.");
        }

        return new DoctorSettings(given.Text("model", AnnotateDefaults.Model), spark ? ClusterSettings.Read(given) : null, given.Flag("allow-unsupported-spark"));
    }
}
