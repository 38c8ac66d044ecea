namespace SparkNer.WordPieces;

/// <summary>The word piece model proper: what becomes of a word.</summary>
/// <param name="Vocabulary">The pieces.</param>
/// <param name="UnkId">The id of words that cannot be split into pieces.</param>
/// <param name="MaxWordLength">Words of more code points are unknown.</param>
internal sealed record WordPieceModel(Vocabulary Vocabulary, int UnkId, int MaxWordLength);
