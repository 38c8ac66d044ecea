using SparkNer.Onnx.Weights.Torch;

namespace SparkNer.Onnx.Weights;

/// <summary>The tensors of one <c>pytorch_model.bin</c>, read without Python and without running what it says.</summary>
internal sealed class TorchFile : WeightSet
{
    private const string Advice = "Get it again, or take the model's safetensors file if there is one.";
    private const int HeadBytes = 4;

    // Where training programs keep a model's tensors beside their own notes.
    private static readonly string[] Wrappers = ["state_dict", "model"];

    private readonly WeightFile _file;

    private TorchFile(WeightFile file, IReadOnlyDictionary<string, WeightTensor> tensors) =>
        (_file, Tensors, FileNames) = (file, tensors, [Path.GetFileName(file.Path)]);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames { get; }

    /// <summary>Opens a file and reads what describes its tensors.</summary>
    /// <exception cref="ModelFormatException">It cannot be read, is damaged, or holds anything but tensors.</exception>
    public static TorchFile Open(string path) => WeightFile.Open(path, Describe, Advice);

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private static TorchFile Describe(WeightFile file)
    {
        byte[] head = file.Read(0, (int)Math.Min(file.Length, HeadBytes));
        TorchContainer container = ZipDirectory.IsArchive(head) ? TorchArchive.Read(file)
            : TorchLegacy.IsPickle(head) ? TorchLegacy.Read(file)
            : throw new InvalidDataException("it is neither a zip archive nor a pickle, so no PyTorch checkpoint");
        var tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        foreach ((object? key, object? value) in StateOf(container.Root))
        {
            if (key is not string name)
            {
                throw new InvalidDataException($"its dictionary of tensors has {TorchWorld.Described(key)} where a name belongs");
            }

            if (value is TorchTensor tensor && !tensors.TryAdd(name, Tensor(file, container, name, tensor)))
            {
                throw new InvalidDataException($"it has the tensor {WeightNames.Quoted(name)} twice");
            }
        }

        return new TorchFile(file, tensors);
    }

    private static List<KeyValuePair<object?, object?>> StateOf(object? root)
    {
        if (root is not PickleDictionary { Entries: var entries })
        {
            throw new InvalidDataException($"it holds {TorchWorld.Described(root)}, not a dictionary of tensors");
        }

        if (entries.Any(static e => e.Value is TorchTensor))
        {
            return entries;
        }

        PickleDictionary[] inner =
            [.. entries.Where(static e => Wrappers.Contains(e.Key)).Select(static e => e.Value).OfType<PickleDictionary>()
                .Where(static d => d.Entries.Any(static e => e.Value is TorchTensor))];
        return inner is [{ Entries: var wrapped }]
            ? wrapped
            : throw new InvalidDataException("it holds a dictionary without tensors");
    }

    private static StoredTensor Tensor(WeightFile file, TorchContainer container, string name, TorchTensor tensor)
    {
        try
        {
            tensor.Check();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the tensor {WeightNames.Quoted(name)} cannot be: {e.Message}", e);
        }

        long offset = container.Places[tensor.Storage.Key] + ((tensor.Storage.Start + tensor.Offset) * tensor.Element.Bytes);
        return tensor.IsRowMajor
            ? new StoredTensor(file, name, tensor.Element, tensor.Shape, offset)
            : new StridedTensor(file, name, tensor.Element, tensor.Shape, tensor.Strides, offset);
    }
}
