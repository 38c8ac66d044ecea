namespace SparkNer.Cli.Tokenize;

/// <summary>What <c>sparkner tokenize</c> was told.</summary>
/// <param name="Model">A model's folder or name; only the tokenizer's files are needed.</param>
/// <param name="MaxLength">The most pieces of a window, [CLS] and [SEP] included; null: one window, never cut.</param>
/// <param name="Stride">How many pieces neighbouring windows share; 0 unless given.</param>
/// <param name="CaseSensitive">Null: as the tokenizer's files say.</param>
internal sealed record TokenizeSettings(string Model, int? MaxLength, int Stride, bool? CaseSensitive);
