using SparkNer.Onnx;

namespace SparkNer.Spark.Ner;

/// <summary>A file in a <see cref="ModelPackage"/>.</summary>
/// <param name="File">Its name, size and hash.</param>
/// <param name="Offset">Where its first byte is, counted from the package's first.</param>
internal sealed record PackagedFile(ModelFile File, long Offset);
