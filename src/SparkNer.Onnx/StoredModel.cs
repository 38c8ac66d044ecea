namespace SparkNer.Onnx;

/// <summary>An imported model that a <see cref="ModelStore"/> holds.</summary>
/// <param name="Name">What it is called: by the folder that it was imported from. Several may have one name.</param>
/// <param name="Folder">The full path of its folder, which is a model folder.</param>
/// <param name="Manifest">What it was imported from.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="Imported">When it was imported, UTC.</param>
public sealed record StoredModel(string Name, string Folder, ModelManifest Manifest, long Bytes, DateTime Imported);
