namespace SparkNer.Pipeline;

/// <summary>Where the scores of one position of one sequence, or of several in a row, go: to an entry of a document's <c>ner</c> column.</summary>
internal readonly record struct LabelTarget(DocumentWork Document, int Ner, int Sequence, int Position, int Count);
