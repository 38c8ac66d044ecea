namespace SparkNer.Text;

/// <summary>A sentence of a document.</summary>
/// <param name="Begin">Its first UTF-16 code unit in the document string.</param>
/// <param name="End">Its last UTF-16 code unit, inclusive.</param>
/// <param name="Text">Its text, trimmed.</param>
/// <param name="Number">Its number among the sentences kept, from 0.</param>
public readonly record struct Sentence(int Begin, int End, string Text, int Number);
