namespace SparkNer.Onnx;

/// <summary>One file that a model consists of.</summary>
/// <param name="Name">The path relative to the model folder, with <c>/</c> on every platform.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record ModelFile(string Name, long Size, string Sha256);
