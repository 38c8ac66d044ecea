using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>A model in a broadcast.</summary>
/// <remarks>
/// Where the bytes may touch a disk they become files for a moment: ONNX Runtime then reads the weights without a second copy in our own memory. Where they may
/// not, since the user has Spark encrypt what it stores, the model is loaded from memory: while it loads there are two copies, afterwards one.
/// </remarks>
internal sealed class BroadcastSource : ModelSource
{
    private readonly Stream _package;
    private readonly bool _mayTouchDisk;
    private readonly string _temporaryRoot;

    /// <summary>A source with a stream of its own, for the broadcast belongs to one connection and a load may outlive that.</summary>
    /// <param name="name">The model's name in messages.</param>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="temporaryRoot">Where files may lie for a moment.</param>
    /// <param name="memory">What the process may take; null: anything.</param>
    public BroadcastSource(string name, BroadcastValue broadcast, string temporaryRoot, ExecutorMemory? memory = null)
        : base(name, memory)
    {
        _package = broadcast.Open();
        _mayTouchDisk = broadcast.MayTouchDisk;
        _temporaryRoot = temporaryRoot;
    }

    /// <summary>The broadcast that holds the model with this fingerprint; null if none does.</summary>
    public static BroadcastValue? Find(string fingerprint, IEnumerable<BroadcastValue> broadcasts)
    {
        foreach (BroadcastValue broadcast in broadcasts)
        {
            using Stream stream = broadcast.Open();
            if (PackageHeader.IsOf(fingerprint, stream))
            {
                return broadcast;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Dispose() => _package.Dispose();

    private string FolderName => Path.GetFileName(Name) is { Length: > 0 } name ? name : "model";

    private protected override LoadedModel LoadCore(OnnxOptions options)
    {
        CheckMemory(_package.Length);
        return _mayTouchDisk ? ByDisk(options) : ByMemory(options);
    }

    private LoadedModel ByDisk(OnnxOptions options)
    {
        string folder = Path.Combine(_temporaryRoot, $"sparkner-{Guid.NewGuid():N}");
        try
        {
            // The folder has the model's name, so that messages do.
            string model = Path.Combine(folder, FolderName);
            ModelPackage.CreatePrivate(folder);
            PackageHeader header = ModelPackage.Extract(_package, model);
            return Load(ModelFolder.Open(model), header, options);
        }
        finally
        {
            FolderRemoval.Try(folder);
        }
    }

    private LoadedModel ByMemory(OnnxOptions options)
    {
        LoadedModel loaded = LoadFromMemory(options);

        // The weights as they came are a block of hundreds of megabytes that nobody needs any more, but nothing would soon make the collector look at it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return loaded;
    }

    // A frame of its own: no local keeps the bytes when it has returned.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private LoadedModel LoadFromMemory(OnnxOptions options)
    {
        (PackageHeader header, Dictionary<string, byte[]> files) = ModelPackage.ReadAll(_package);
        return Load(ModelFolder.FromFiles(FolderName, files), header, options);
    }

    private LoadedModel Load(ModelFolder folder, PackageHeader header, OnnxOptions options)
    {
        var classifier = OnnxTokenClassifier.Load(folder, options);
        return new LoadedModel(classifier, folder.WithoutWeights([.. header.Files.Select(f => f.File)]), Name);
    }
}
