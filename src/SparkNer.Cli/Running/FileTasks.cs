using SparkNer.Cli.Annotate;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>Which input goes to which output, in which formats.</summary>
internal static class FileTasks
{
    private const string Standard = "-";

    /// <summary>Finds the inputs and names the outputs.</summary>
    /// <exception cref="InputException">An input stands for no file, or its format does not show.</exception>
    /// <exception cref="UserErrorException">Inputs and outputs do not go together.</exception>
    public static IReadOnlyList<FileTask> Plan(AnnotateSettings settings)
    {
        IReadOnlyList<string> inputs = InputFiles.Expand(settings.Inputs);
        string output = settings.Output!;
        bool manyInputs = inputs.Count > 1 || settings.Inputs.Any(Directory.Exists);
        bool folder = output != Standard && (Directory.Exists(output) || Path.EndsInDirectorySeparator(output) || manyInputs);
        if (inputs.Count > 1 && (output == Standard || File.Exists(output)))
        {
            throw new UsageException($"{string.Join(" ", settings.Inputs)} stands for {inputs.Count} files: several inputs need a folder as -o OUT, but '{output}' is {(output == Standard ? "stdout" : "a file")}.");
        }

        if (folder && inputs.Count >= 1 && !Directory.Exists(output) && !Path.EndsInDirectorySeparator(output) && FileFormats.TryDetect(output, out _))
        {
            throw new UsageException($"{string.Join(" ", settings.Inputs)} is for a folder of outputs, but '{output}' is a file's name. Name a folder as -o OUT, or end its name with '/'.");
        }

        FileTask[] tasks = [.. inputs.Select(input => Plan(settings, input, folder ? output : null))];
        CheckNames(tasks, settings);
        return tasks;
    }

    private static FileTask Plan(AnnotateSettings settings, string input, string? folder)
    {
        FileFormat inputFormat = settings.InputFormat ?? (input == Standard ? FileFormat.Jsonl : FileFormats.Detect(input));
        if (folder is null)
        {
            string output = settings.Output!;
            return new FileTask(input, inputFormat, output, settings.OutputFormat ?? OutputFormat(output, inputFormat));
        }

        FileFormat outputFormat = settings.OutputFormat ?? inputFormat;
        return new FileTask(input, inputFormat, Path.Combine(folder, NameIn(folder, input, inputFormat, outputFormat)), outputFormat);
    }

    private static FileFormat OutputFormat(string output, FileFormat inputFormat)
    {
        if (output == Standard)
        {
            return FileFormat.Jsonl;
        }

        // A device's name tells no format.
        if (FileFormats.TryDetect(output, out FileFormat format))
        {
            return format;
        }

        return output.StartsWith("/dev/", StringComparison.Ordinal)
            ? inputFormat
            : throw new UserErrorException($"{output}: the format does not show from the output's name. Give it a known extension ({string.Join(" ", FileFormats.KnownExtensions)}), or --output-format, or end it with '/' for a folder.");
    }

    // The input's name; with the extension of the output's format where that is another one.
    private static string NameIn(string folder, string input, FileFormat inputFormat, FileFormat outputFormat)
    {
        string name = input == Standard ? "stdin" : Path.GetFileName(input);
        if (input != Standard && inputFormat == outputFormat && FileFormats.TryDetect(name, out _))
        {
            return name;
        }

        string plain = FileFormats.IsGzip(name) ? name[..^3] : name;
        return (FileFormats.TryDetect(plain, out _) ? Path.GetFileNameWithoutExtension(plain) : plain) + FileFormats.ExtensionOf(outputFormat);
    }

    private static void CheckNames(FileTask[] tasks, AnnotateSettings settings)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var inputs = tasks.Where(t => t.Input != Standard).GroupBy(t => RealPath(t.Input)).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (FileTask task in tasks.Where(t => t.Output != Standard))
        {
            string path = Path.GetFullPath(task.Output);
            if (inputs.TryGetValue(RealPath(task.Output), out FileTask? own))
            {
                throw new UserErrorException($"{task.Output}: would replace the input {own.Input}. Choose another output.");
            }

            if (!outputs.TryAdd(path, task.Input))
            {
                throw new UserErrorException($"{task.Output}: would be the output of both {outputs[path]} and {task.Input}. Annotate them one by one, or rename one.");
            }

            if (!settings.Overwrite && File.Exists(path) && !path.StartsWith("/dev/", StringComparison.Ordinal))
            {
                throw new UserErrorException($"{task.Output}: exists already. Choose another name, or give --overwrite to replace it.");
            }
        }
    }

    // Where links lead to, of the file and of its folder: two names of one file must not look like two files.
    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            string folder = Path.GetDirectoryName(full) ?? full;
            return Path.Combine(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder, Path.GetFileName(full));
        }
        catch (IOException)
        {
            // It is not there, or leads in circles: whoever opens it says so.
            return full;
        }
    }
}
