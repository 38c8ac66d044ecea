using SparkNer.Cli.Annotate;

namespace SparkNer.Cli.Udf;

/// <summary>What <c>sparkner udf</c> was told.</summary>
/// <param name="Output">The file that is written.</param>
/// <param name="Executable">The program as the executors see it; null for the archive's.</param>
/// <param name="Annotate">Model, columns, errors and NER, as for <c>sparkner annotate</c>; its files mean nothing here.</param>
internal sealed record UdfSettings(string Output, string? Executable, AnnotateSettings Annotate);
