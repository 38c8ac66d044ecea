namespace SparkNer.Pipeline;

/// <summary>How the tokens of a sentence become sequences for the model, and which position labels which token.</summary>
internal interface ITokenEncoder
{
    /// <summary>Queues a sentence's sequences, and makes the <c>ner</c> entries that they will label.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sentence">Which of its sentences; it has tokens.</param>
    /// <param name="sentenceNumber">The number to write with its labels.</param>
    /// <param name="queue">The queue, with room to flush.</param>
    void Encode(DocumentWork document, int sentence, int sentenceNumber, LabelQueue queue);
}
