using SparkNer.Cli.Annotate;

namespace SparkNer.Cli.Udf;

/// <summary>What <c>sparkner udf</c> was told.</summary>
/// <param name="Output">The file that is written.</param>
/// <param name="Annotate">Model, columns, errors and NER, as for <c>sparkner annotate</c>; its files mean nothing here.</param>
internal sealed record UdfSettings(string Output, AnnotateSettings Annotate);
