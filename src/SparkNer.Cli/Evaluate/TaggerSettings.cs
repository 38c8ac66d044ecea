namespace SparkNer.Cli.Evaluate;

/// <summary>A model and how it tags.</summary>
/// <param name="Name">How the user called it, for reports.</param>
/// <param name="Model">Its folder or name.</param>
/// <param name="SentenceContext">How many neighbouring sentences on each side the model sees.</param>
/// <param name="LabelAllTokens">Whether all pieces of a word label it.</param>
/// <param name="CaseSensitive">Null: as the tokenizer's files say.</param>
/// <param name="MaxLength">The most pieces of a window; null: as the model says.</param>
internal sealed record TaggerSettings(string Name, string Model, int SentenceContext, bool LabelAllTokens, bool? CaseSensitive, int? MaxLength);
