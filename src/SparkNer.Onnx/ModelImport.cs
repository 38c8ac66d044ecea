using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Import;

namespace SparkNer.Onnx;

/// <summary>Makes a folder that loads as it is from any model folder: weights become a graph, an ONNX file is copied, and all of it is checked and hashed.</summary>
public static class ModelImport
{
    /// <summary>Imports a model. The destination appears when it is complete; what ends before that, cancelled or failed, leaves nothing behind.</summary>
    /// <param name="source">A model folder. It is only read.</param>
    /// <param name="destination">The new folder; the folders above it are made where they are missing.</param>
    /// <param name="replace">Whether an imported model at the destination is replaced. Anything else there is never touched.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <returns>The new folder, open.</returns>
    /// <exception cref="ModelFormatException">The source, or something in it, is missing, damaged, contradictory or not supported.</exception>
    /// <exception cref="IOException">The destination is taken, or cannot be written.</exception>
    /// <exception cref="ArgumentException">A path is null or blank, or one of the folders lies in the other.</exception>
    public static ModelFolder Run(string source, string destination, bool replace = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(destination);
        FolderReader folder = FolderReader.Of(source);
        FolderLayout layout = FolderLayout.Of(folder);
        if (layout.Storage == ModelStorage.None)
        {
            throw FolderLayout.NoModel(folder);
        }

        return Create(folder.Root, destination, replace, target => ImportWriter.Write(folder, layout, target, folderName: null, cancellationToken));
    }

    /// <summary>Makes a model folder that appears when it is complete, beside the one that it is made from.</summary>
    /// <param name="source">The full path of that one.</param>
    /// <param name="destination">The new folder.</param>
    /// <param name="replace">Whether an imported model there is replaced.</param>
    /// <param name="write">Writes the files into an empty folder.</param>
    internal static ModelFolder Create(string source, string destination, bool replace, Action<string> write)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        CheckApart(source, target);
        CheckFree(target, replace);
        try
        {
            using var staged = new StagedFolder(target);
            write(staged.Path);
            staged.Complete(replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The model cannot be written to '{destination}': {e.Message}", e);
        }

        return ModelFolder.Open(target);
    }

    /// <summary>Checks what can be seen of a Hugging Face model before its weights are there: config.json, labels, architecture, tokenizer.</summary>
    /// <param name="folder">A folder that holds those files at least.</param>
    /// <exception cref="ModelFormatException">No graph could be built from the weights of such a model; the message says why.</exception>
    /// <exception cref="ArgumentException">The path is null or blank.</exception>
    public static void CheckDescription(string folder)
    {
        FolderReader reader = FolderReader.Of(folder);
        CheckpointGraph.CheckTokenizer(ModelFolder.TokenizerOf(reader, FolderLayout.Of(reader)), CheckpointGraph.ArchitectureOf(reader));
    }

    private static void CheckApart(string source, string target)
    {
        string from = RealPath.Of(source) + Path.DirectorySeparatorChar;
        string to = RealPath.Of(target) + Path.DirectorySeparatorChar;
        if (to.StartsWith(from, StringComparison.Ordinal) || from.StartsWith(to, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The model '{source}' cannot be imported to '{target}': one lies in the other. Choose a folder beside it.", nameof(target));
        }
    }

    private static void CheckFree(string target, bool replace)
    {
        if (File.Exists(target))
        {
            throw new IOException($"'{target}' is a file. Name a folder that is not there yet.");
        }

        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
        {
            return;
        }

        bool isOurs = File.Exists(Path.Combine(target, ModelManifest.FileName));
        if (!replace || !isOurs)
        {
            throw new IOException($"'{target}' is there already" + (isOurs
                ? ": it is an imported model. Choose another name, or say that it is to be replaced (--force)."
                : $", and is no imported model (it has no {ModelManifest.FileName}). Choose another name, or delete it."));
        }
    }
}
