namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A pickled tuple.</summary>
internal sealed record PickleTuple(List<object?> Items);

/// <summary>A pickled list; a set reads as one too.</summary>
internal sealed record PickleList(List<object?> Items);

/// <summary>A pickled dictionary, ordered or not, with its entries as they were added.</summary>
internal sealed record PickleDictionary(List<KeyValuePair<object?, object?>> Entries);

/// <summary>Text that Python 2 wrote, or bytes: nothing that is read here needs them.</summary>
internal sealed record PickleBytes(int Length);
