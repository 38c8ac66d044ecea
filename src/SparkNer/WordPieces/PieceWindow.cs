namespace SparkNer.WordPieces;

/// <summary>A window over the pieces of a text: what a model sees at once between [CLS] and [SEP].</summary>
/// <param name="Start">The first piece.</param>
/// <param name="Count">How many pieces.</param>
public readonly record struct PieceWindow(int Start, int Count);
