namespace SparkNer.Pipeline;

/// <summary>A token: UTF-16 offsets in the document (end inclusive) and the index of its sentence in the document's list.</summary>
internal readonly record struct TokenSlot(int Begin, int End, int Sentence);

/// <summary>A label: the index of its token, the class id (-1: a token that has no pieces, in a model without O) and the sentence number to write.</summary>
internal readonly record struct NerSlot(int Token, int Label, int SentenceNumber);

/// <summary>A chunk: UTF-16 offsets in the document (end inclusive), its text, entity, sentence number to write and confidence.</summary>
internal readonly record struct ChunkSlot(int Begin, int End, string Text, string Entity, int SentenceNumber, float? Confidence);
