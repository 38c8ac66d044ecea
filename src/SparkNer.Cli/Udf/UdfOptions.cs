using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Ner;

namespace SparkNer.Cli.Udf;

/// <summary>The options of <c>sparkner udf</c>.</summary>
internal static class UdfOptions
{
    // What the caller's own data frame decides.
    private static readonly string[] _notOfFunctions = ["text-column", "id-column", "errors-column"];

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new("output", OptionKind.Text, "FILE", "Where the function's description goes: what a Python or Scala program hands to Spark.") { Alias = "-o" },
        new("executable", OptionKind.Text, "PATH", "The program as the executors see it: with a local master this program's own path.") { Default = UdfExport.DefaultExecutable },
        .. AnnotateOptions.All.Where(option => JobOptions.All.Contains(option) && !_notOfFunctions.Contains(option.Name)),
    ];

    /// <summary>The settings that were given.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static UdfSettings Build(GivenOptions commandLine)
    {
        GivenOptions given = commandLine.Text("config") is { } path ? commandLine.Over(ConfigFile.Read(path)) : commandLine.Over(new GivenOptions());
        string output = given.Text("output") ?? throw new UsageException("there is no -o FILE.");

        // The rules are those of files; a function has none.
        given.Remove(SpecCommand.InputName);
        given.Add(SpecCommand.InputName, new GivenOption(new[] { "-" }, "INPUT", InFile: true));
        return new UdfSettings(output, commandLine.Text("executable"), AnnotateSettingsBuilder.Of(given));
    }
}
