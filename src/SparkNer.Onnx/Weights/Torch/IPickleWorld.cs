namespace SparkNer.Onnx.Weights.Torch;

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
