namespace SparkNer.Onnx.Weights;

/// <summary>The tensors of several files, by an index that says which tensor lies in which.</summary>
/// <remarks>
/// A tensor that a file has and the index does not name at all is left out, as the transformers library takes it for missing; one that the index names in
/// another file is an error, as there are two of it.
/// </remarks>
internal sealed class ShardedWeights : WeightSet
{
    private readonly IReadOnlyList<WeightSet> _shards;

    private ShardedWeights(IReadOnlyList<WeightSet> shards, IReadOnlyDictionary<string, WeightTensor> tensors, IReadOnlyList<string> fileNames) =>
        (_shards, Tensors, FileNames) = (shards, tensors, fileNames);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames { get; }

    /// <summary>Opens the files that an index names.</summary>
    /// <param name="root">The model folder's full path.</param>
    /// <param name="indexName">The index in it.</param>
    /// <param name="open">Opens one of the files by its full path.</param>
    public static ShardedWeights Open(string root, string indexName, Func<string, WeightSet> open)
    {
        string indexPath = Path.Combine(root, indexName);
        const string Advice = "Get the model's index and weights again, all from the same place.";
        IReadOnlyDictionary<string, string> map = WeightFile.Open(
            indexPath,
            file =>
            {
                using (file)
                {
                    return file.Length <= WeightIndex.MaxBytes
                        ? WeightIndex.Parse(file.Read(0, (int)file.Length))
                        : throw new InvalidDataException($"it has {file.Length} bytes, which no index has");
                }
            },
            Advice);
        string[] names = [.. map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var shards = new List<WeightSet>();
        try
        {
            var tensors = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
            foreach (string name in names)
            {
                string path = Path.Combine(root, name);
                if (!File.Exists(path))
                {
                    throw new ModelFormatException(indexPath, $"'{indexPath}' names the file '{name}', which is not beside it. {Advice}");
                }

                shards.Add(open(path));
                Take(shards[^1], name, path);
            }

            return map.FirstOrDefault(entry => !tensors.ContainsKey(entry.Key)) is { Key: { } missing } place
                ? throw new ModelFormatException(
                    indexPath, $"'{indexPath}' says that the tensor {WeightNames.Quoted(missing)} lies in '{place.Value}', which has none of that name. {Advice}")
                : new ShardedWeights(shards, tensors, [indexName, .. names]);

            void Take(WeightSet shard, string name, string path)
            {
                foreach ((string tensor, WeightTensor value) in shard.Tensors)
                {
                    if (map.TryGetValue(tensor, out string? place) && place != name)
                    {
                        throw new ModelFormatException(
                            path, $"'{path}' has the tensor {WeightNames.Quoted(tensor)}, which the index says is in '{place}'. {Advice}");
                    }

                    if (place is not null)
                    {
                        tensors.Add(tensor, value);
                    }
                }
            }
        }
        catch
        {
            shards.ForEach(static s => s.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (WeightSet shard in _shards)
        {
            shard.Dispose();
        }
    }
}
