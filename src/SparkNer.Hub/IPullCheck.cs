namespace SparkNer.Hub;

/// <summary>Says whether a model can be used, before its weights are fetched.</summary>
public interface IPullCheck
{
    /// <summary>Looks at what is there.</summary>
    /// <param name="folder">The model's folder, with its configuration and its tokenizer, and without weights.</param>
    /// <param name="weights">The kind of weights that would be fetched.</param>
    /// <returns>Null if the model can be used, else why not: whole sentences.</returns>
    string? Refuse(string folder, WeightKind weights);
}
