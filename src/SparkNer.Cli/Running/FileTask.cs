using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>One file to annotate.</summary>
/// <param name="Input">A file, or <c>-</c> for stdin.</param>
/// <param name="InputFormat">Its format.</param>
/// <param name="Output">A file, or <c>-</c> for stdout.</param>
/// <param name="OutputFormat">Its format.</param>
internal sealed record FileTask(string Input, FileFormat InputFormat, string Output, FileFormat OutputFormat);
