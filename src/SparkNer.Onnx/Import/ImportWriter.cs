using System.Security.Cryptography;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Import;

/// <summary>Writes the files of an imported model: of a checked source, into an empty folder.</summary>
internal static class ImportWriter
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Writes them, <c>sparkner.json</c> as the last, all brought to the disk.</summary>
    /// <param name="source">The source folder.</param>
    /// <param name="layout">What is in it.</param>
    /// <param name="target">The empty folder.</param>
    /// <param name="folderName">What <c>sparkner.json</c> calls the source folder; null if it is not to name it.</param>
    /// <param name="cancellationToken">Ends it by an exception; what is written already stays.</param>
    /// <exception cref="ModelFormatException">Something in the source is missing, damaged, contradictory or not supported.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public static ModelManifest Write(FolderReader source, FolderLayout layout, string target, string? folderName, CancellationToken cancellationToken)
    {
        ModelManifest manifest = layout.Storage == ModelStorage.Onnx
            ? Copy(source, layout, target, cancellationToken)
            : Build(source, layout, target, cancellationToken);
        manifest = manifest with { Source = manifest.Source with { Folder = folderName } };
        Write(target, ModelManifest.FileName, ManifestFile.Write(manifest), cancellationToken);
        return manifest;
    }

    private static ModelManifest Build(FolderReader source, FolderLayout layout, string target, CancellationToken cancellationToken)
    {
        // What is quickly seen comes first: nobody wants to wait for weights to hear that a label is missing.
        ModelFolder small = ModelFolder.TokenizerOf(source, layout);
        using CheckpointGraph graph = CheckpointGraph.Open(source);
        CheckpointGraph.CheckTokenizer(small, graph.Architecture);
        var read = new List<ModelFile>();
        var written = new List<ModelFile>();
        foreach ((string name, ReadOnlyMemory<byte> content) in small.SmallFiles)
        {
            WeightPlace.Check(source.Root, source.PathOf(name));
            written.Add(Write(target, name, content, cancellationToken));
        }

        read.AddRange(written);
        using (var model = new HashedFile(target, FolderLayout.ModelName, cancellationToken))
        {
            graph.Write(model);
            written.Add(model.Complete());
        }

        read.AddRange(graph.FileNames.Select(name => Hash(source.PathOf(name), name, cancellationToken)));
        string kind = layout.Storage == ModelStorage.Safetensors ? "safetensors" : "pytorch";
        return ManifestOf(source, kind, read, written, graph.Config.Labels, graph.Architecture.Positions) with
        {
            Architecture = graph.Architecture.Family.ModelType,
            Precision = "fp32",
        };
    }

    private static ModelManifest Copy(FolderReader source, FolderLayout layout, string target, CancellationToken cancellationToken)
    {
        ModelFolder model = ModelFolder.At(source, layout, source.Root);
        ModelTokenizer.Load(model);
        var written = new List<ModelFile>();
        foreach (string name in model.FileNames)
        {
            string path = source.PathOf(name);
            WeightPlace.Check(source.Root, path);
            written.Add(Copy(path, target, name, cancellationToken));
        }

        // A folder that was imported before keeps what is known of where it came from.
        string kind = layout.Kind == ModelFolderKind.SparkNlp ? "spark-nlp" : "onnx";
        return model.Manifest is { } known
            ? known with { Files = Ordered(written) }
            : ManifestOf(source, kind, written, written, model.Labels, model.MaxPositions) with { Architecture = model.Architecture };
    }

    /// <summary>What <c>sparkner.json</c> says of a model that is made from a folder.</summary>
    internal static ModelManifest ManifestOf(
        FolderReader source, string kind, IEnumerable<ModelFile> read, IEnumerable<ModelFile> written, IReadOnlyList<string> labels, int? maxPositions)
    {
        HubSnapshot? snapshot = HubSnapshot.Of(RealPath.Of(source.Root));
        return new ModelManifest
        {
            Format = ModelManifest.NewestFormat,
            Producer = Producer,
            Labels = labels,
            MaxPositions = maxPositions,
            Source = new ModelOrigin { Kind = kind, Repo = snapshot?.Repo, Revision = snapshot?.Revision, Files = Ordered(read) },
            Files = Ordered(written),
        };
    }

    internal static ModelFile[] Ordered(IEnumerable<ModelFile> files) => [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)];

    internal static string Producer { get; } = "sparkner " + (typeof(ImportWriter).Assembly.GetName().Version?.ToString(3) ?? "unknown");

    internal static ModelFile Write(string target, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var file = new HashedFile(target, name, cancellationToken);
        file.Write(content.Span);
        return file.Complete();
    }

    private static ModelFile Copy(string path, string target, string name, CancellationToken cancellationToken)
    {
        using var copy = new HashedFile(target, name, cancellationToken);
        using FileStream original = FolderReader.Guard(path, () => File.OpenRead(path));
        original.CopyTo(copy, CopyBytes);
        return copy.Complete();
    }

    private static ModelFile Hash(string path, string name, CancellationToken cancellationToken)
    {
        using FileStream file = FolderReader.Guard(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[CopyBytes];
        long size = 0;
        for (int read; (read = file.Read(buffer)) > 0; size += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        var hashed = new ModelFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        return HubSnapshot.BlobHash(RealPath.Of(path)) is { Length: 64 } promised && promised != hashed.Sha256
            ? throw new ModelFormatException(path, $"'{path}' does not have the content that its name in the hub's cache promises: the download is damaged. Delete it there and pull the model again.")
            : hashed;
    }
}
