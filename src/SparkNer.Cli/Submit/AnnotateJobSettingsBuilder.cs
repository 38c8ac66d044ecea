using System.Text;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>Makes the job's settings out of the options.</summary>
internal static class AnnotateJobSettingsBuilder
{
    /// <summary>The options with those of the configuration, a file or text, beneath them.</summary>
    /// <exception cref="UsageException">The configuration is wrong.</exception>
    public static GivenOptions WithConfig(GivenOptions commandLine)
    {
        if (commandLine.Text(JobOptions.ConfigJson) is { } json)
        {
            return commandLine.Over(ConfigFile.Parse("--" + JobOptions.ConfigJson, Encoding.UTF8.GetBytes(json)));
        }

        if (commandLine.Text("config") is not { } path)
        {
            return commandLine;
        }

        GivenOptions file = ConfigFile.Read(path);
        if (file.TryGet(SpecCommand.InputName, out GivenOption? input))
        {
            // There it is a list, as on the command line of 'sparkner annotate'.
            var inputs = (IReadOnlyList<string>)input.Value;
            file.Remove(SpecCommand.InputName);
            file.Add(SpecCommand.InputName, input with { Value = inputs.Count == 1 ? inputs[0] : throw new UsageException($"{input.Where} must be one path on Spark, which may be a glob.") });
        }

        return commandLine.Over(file);
    }

    /// <summary>The checked settings.</summary>
    /// <param name="given">The options, those of the configuration among them.</param>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static AnnotateJobSettings Build(GivenOptions given)
    {
        string input = given.Text("input") ?? throw new UsageException("there is no --input PATH.");
        string output = given.Text("output") ?? throw new UsageException("there is no --output PATH.");
        if (given.Flag("streaming") != given.Has("checkpoint"))
        {
            throw new UsageException(given.Has("checkpoint") ? "--checkpoint needs --streaming." : "--streaming needs --checkpoint DIR, where it keeps how far it has come.");
        }

        string mode = given.Text("mode", JobDefaults.Mode);
        if (given.Flag("streaming") && mode == "overwrite")
        {
            throw new UsageException("--streaming and --mode overwrite do not go together: a stream adds to its output.");
        }

        AnnotateSettings annotate = AnnotateSettingsBuilder.Of(Embedded(given, input, output));
        return new AnnotateJobSettings
        {
            Input = input,
            InputFormat = JobDefaults.SparkFormat(given.Text("input-format", JobDefaults.Format)),
            InputOptions = given.Pairs("input-option"),
            Output = output,
            OutputFormat = JobDefaults.SparkFormat(given.Text("output-format", JobDefaults.Format)),
            OutputOptions = given.Pairs("output-option"),
            Mode = mode,
            Partitions = given.Integer("partitions"),
            Checkpoint = given.Text("checkpoint"),
            Explain = given.Flag("explain"),
            AllowUnsupportedSpark = given.Flag("allow-unsupported-spark"),
            Annotate = annotate with
            {
                Warnings = [.. annotate.Warnings, .. JobOptions.WithoutEffect.Where(given.Has).Select(name => $"--{name} has no effect on Spark.")],
            },
        };
    }

    // The same rules as without Spark; files and formats are Spark's business.
    private static GivenOptions Embedded(GivenOptions given, string input, string output)
    {
        var embedded = new GivenOptions();
        embedded.Add(SpecCommand.InputName, new GivenOption(new[] { input }, "--input", InFile: false));
        embedded.Add("output", new GivenOption(output, "--output", InFile: false));
        foreach (OptionSpec spec in AnnotateOptions.All.Concat(ConfigSections.All))
        {
            if (spec.Name is not ("output" or "input-format" or "output-format" or "threads" or "overwrite" or "config") && given.TryGet(spec.Name, out GivenOption? option))
            {
                embedded.Add(spec.Name, option);
            }
        }

        return embedded;
    }
}
