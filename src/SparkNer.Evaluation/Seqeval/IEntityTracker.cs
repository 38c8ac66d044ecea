namespace SparkNer.Evaluation.Seqeval;

/// <summary>Finds the entities in a stream of tags. Mutable, for one thread.</summary>
internal interface IEntityTracker
{
    /// <summary>Takes the next tag.</summary>
    /// <param name="tag">The tag; not empty.</param>
    /// <param name="position">Its position, one more than that of the tag before.</param>
    /// <returns>The entity that ended before it, if one did.</returns>
    /// <exception cref="FormatException">The scheme does not know the tag.</exception>
    EntitySpan? Next(string tag, long position);

    /// <summary>Ends the sentence, as if <c>O</c> came next.</summary>
    EntitySpan? EndSentence(long position);
}
