namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A pickled tuple.</summary>
internal sealed record PickleTuple(List<object?> Items);

/// <summary>A pickled list; a set reads as one too.</summary>
internal sealed record PickleList(List<object?> Items);

/// <summary>A pickled dictionary, ordered or not, with its entries as they were added.</summary>
internal sealed record PickleDictionary(List<KeyValuePair<object?, object?>> Entries);

/// <summary>Text that Python 2 wrote, or bytes: nothing that is read here needs them.</summary>
internal sealed record PickleBytes(int Length);

/// <summary>The machine that runs a pickle asks it for everything that is not plain data, so it alone decides what a pickle may name.</summary>
internal interface IPickleWorld
{
    /// <summary>The class or function of a name.</summary>
    /// <exception cref="InvalidDataException">It is none of the few that are known.</exception>
    object Find(string module, string name);

    /// <summary>What calling one of them gives.</summary>
    object? Call(object? callable, List<object?> arguments);

    /// <summary>What an object becomes that gets attributes.</summary>
    object? Build(object? target, object? state);

    /// <summary>The object that stands outside the pickle under an id.</summary>
    object Persistent(object? id);
}
