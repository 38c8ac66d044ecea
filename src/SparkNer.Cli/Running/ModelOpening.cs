using SparkNer.Onnx;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>Opens models for the commands: by name or path, with errors and messages in the program's own way.</summary>
internal static class ModelOpening
{
    /// <summary>Opens a model's folder; weights are imported into the user's cache if they have not been.</summary>
    /// <param name="nameOrPath">The model.</param>
    /// <param name="stderr">Where it is said that an import is under way.</param>
    /// <param name="quiet">Whether only warnings are said.</param>
    /// <param name="cancellationToken">Ends an import.</param>
    /// <exception cref="UserErrorException">The model cannot be used.</exception>
    public static ModelFolder Open(string nameOrPath, IAnsiConsole stderr, bool quiet, CancellationToken cancellationToken)
    {
        TextWriter writer = stderr.Profile.Out.Writer;
        return Try(() => ModelFolder.Open(ModelPaths.Find(nameOrPath), Store(writer, quiet), cancellationToken));
    }

    /// <summary>The user's cache.</summary>
    public static ModelStore Store(TextWriter stderr, bool quiet) => new(ModelStore.Default.Folder, line =>
    {
        if (!quiet || line.StartsWith("warning", StringComparison.Ordinal))
        {
            stderr.WriteLine("sparkner: " + line);
        }
    });

    /// <summary>Runs what may find a model wrong.</summary>
    /// <exception cref="UserErrorException">It did.</exception>
    public static T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is ModelFormatException or ModelRunException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
