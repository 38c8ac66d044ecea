namespace SparkNer.Hub;

/// <summary>A model that is in the cache, whole.</summary>
/// <param name="Repository">The model.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Folder">The snapshot's full path.</param>
/// <param name="Files">The files that it consists of here, the weights last.</param>
public sealed record PulledModel(HubRepository Repository, string Commit, string Folder, IReadOnlyList<PulledFile> Files);

/// <summary>A file of a model, checked.</summary>
/// <param name="Name">Its name in the model, with <c>/</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
public sealed record PulledFile(string Name, long Size, string Sha256);
