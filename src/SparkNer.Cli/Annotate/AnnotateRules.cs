using System.Diagnostics.CodeAnalysis;
using SparkNer.Cli.Options;
using SparkNer.Files;

namespace SparkNer.Cli.Annotate;

/// <summary>Which options go together. Of two that do not, the one in the configuration file gives way to the one on the command line; from one place they are an error.</summary>
internal static class AnnotateRules
{
    /// <summary>Checks the options and takes away those that give way.</summary>
    /// <returns>Warnings: what was given and has no effect.</returns>
    /// <exception cref="UsageException">Two options contradict each other, or one is missing.</exception>
    public static IReadOnlyList<string> Apply(GivenOptions given)
    {
        Exclude(given, "stride", "truncate", "a long text is either cut into windows or cut off");
        Exclude(given, "words-column", "text-column", "a row's text is either split already or not");
        Exclude(given, "text", "input", "the text is given on the command line");
        foreach (string name in AnnotateOptions.FilesOnly)
        {
            Exclude(given, name, "text", $"--{name} is for files");
        }

        CheckLayout(given);
        if (given.Text("compatibility") == "spark-nlp")
        {
            Exclude(given, "stride", "compatibility", "Spark NLP has no windows; it cuts at --max-length");
        }

        if (given.TryGet("delimiter", out GivenOption? delimiter) && !given.Has("words-column"))
        {
            Refuse(given, "delimiter", $"{delimiter.Where} needs --words-column: it joins the words of that column.");
        }

        if (given.List("columns") is { } columns && columns.Contains("sentence") && !given.Flag("sentences"))
        {
            throw new UsageException($"{Where(given, "columns")} names 'sentence', which needs --sentences.");
        }

        CheckLengths(given);
        CheckFiles(given);
        return Warnings(given);
    }

    private static void CheckLayout(GivenOptions given)
    {
        string layout = given.Text("layout", "spark-nlp");
        bool layoutOnCommandLine = given.TryGet("layout", out GivenOption? layoutOption) && !layoutOption.InFile;
        foreach (OptionSpec spec in AnnotateOptions.All.Concat(ConfigSections.All).Where(spec => spec.Layout is not null && spec.Layout != layout))
        {
            // What is switched off harms nobody.
            if (!IsOn(given, spec.Name, out GivenOption? option) || (spec.Name == "compatibility" && option.Value is "none"))
            {
                continue;
            }

            if (option.InFile && layoutOnCommandLine)
            {
                given.Remove(spec.Name);
                continue;
            }

            string now = layoutOption is null ? $"the layout is {layout} unless given" : $"{layoutOption.Where} says {layout}";
            throw new UsageException($"{option.Where} needs --layout {spec.Layout}: {now}.");
        }
    }

    private static void CheckLengths(GivenOptions given)
    {
        if (given.Integer("max-length") is not { } maxLength || given.Text("compatibility") == "spark-nlp")
        {
            return;
        }

        if (maxLength < 3)
        {
            throw new UsageException($"{Where(given, "max-length")} must be 3 or more: [CLS] and [SEP] count.");
        }

        if (given.Integer("stride") is { } stride && stride >= maxLength - 2)
        {
            throw new UsageException($"{Where(given, "stride")} must be less than {maxLength - 2}: a window of {maxLength} pieces has {maxLength - 2} besides [CLS] and [SEP], and must move on.");
        }
    }

    private static void CheckFiles(GivenOptions given)
    {
        if (given.Has("text"))
        {
            return;
        }

        IReadOnlyList<string> inputs = given.List("input") ?? [];
        if (inputs.Count == 0)
        {
            throw new UsageException("there is no INPUT: give files, folders, globs, - for stdin, or --text \"...\".");
        }

        if (inputs.Contains(""))
        {
            throw new UsageException("an INPUT is empty.");
        }

        if (inputs.Count > 1 && inputs.Contains("-"))
        {
            throw new UsageException("- (stdin) cannot be one of several inputs.");
        }

        string output = given.Text("output") ?? throw new UsageException("there is no -o OUT: give a file, a folder, or - for stdout.");
        if (inputs.Count > 1 && (output == "-" || LooksLikeFile(output)))
        {
            string what = output == "-" ? "is stdout" : "is a file";
            throw new UsageException($"several inputs need a folder as -o OUT, but '{output}' {what}.");
        }
    }

    // An existing folder is one whatever its name; a name with a known extension is meant as a file.
    private static bool LooksLikeFile(string path) =>
        File.Exists(path) || (!Directory.Exists(path) && !Path.EndsInDirectorySeparator(path) && FileFormats.TryDetect(path, out _));

    private static List<string> Warnings(GivenOptions given)
    {
        var warnings = new List<string>();
        if (!given.Flag("sentences") && given.Names.FirstOrDefault(name => name.StartsWith("sentenceDetector.", StringComparison.Ordinal)) is { } parameter)
        {
            warnings.Add($"{Where(given, parameter)} has no effect without --sentences.");
        }

        if (given.Has("tokenClassifier.batchSize"))
        {
            warnings.Add($"{Where(given, "tokenClassifier.batchSize")} has no effect: --batch-tokens sets the size of the batches.");
        }

        return warnings;
    }

    private static void Exclude(GivenOptions given, string first, string second, string reason)
    {
        if (!IsOn(given, first, out GivenOption? a) || !IsOn(given, second, out GivenOption? b))
        {
            return;
        }

        if (a.InFile == b.InFile)
        {
            throw new UsageException($"{a.Where} and {b.Where} do not go together: {reason}.");
        }

        given.Remove(a.InFile ? first : second);
    }

    // "--truncate false" is a way to say that it is not on.
    private static bool IsOn(GivenOptions given, string name, [NotNullWhen(true)] out GivenOption? option) =>
        given.TryGet(name, out option) && option.Value is not false;

    private static void Refuse(GivenOptions given, string name, string message)
    {
        // Its partner may have given way to the command line.
        if (given.TryGet(name, out GivenOption? option) && option.InFile)
        {
            given.Remove(name);
            return;
        }

        throw new UsageException(message);
    }

    private static string Where(GivenOptions given, string name) => given.TryGet(name, out GivenOption? option) ? option.Where : "--" + name;
}
