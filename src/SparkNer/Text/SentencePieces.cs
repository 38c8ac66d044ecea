namespace SparkNer.Text;

/// <summary>Splits long sentences at single spaces, as Spark NLP's <c>splitLength</c> does.</summary>
internal static class SentencePieces
{
    /// <summary>The pieces of document[begin, end): each [Begin, End) in the document, with the offset that Spark NLP gives it. Pieces may be empty.</summary>
    /// <remarks>A new piece starts where the words so far, each with one space, and the next word are longer than the limit.</remarks>
    public static IEnumerable<(int Begin, int End, int Offset)> Split(string document, int begin, int end, int limit)
    {
        int pieceBegin = begin;
        int pieceEnd = begin;
        int offset = begin;
        long length = 0;
        for (int word = begin; word <= end;)
        {
            int wordEnd = document.IndexOf(' ', word, end - word);
            wordEnd = wordEnd < 0 ? end : wordEnd;
            if (length + wordEnd - word > limit)
            {
                yield return (pieceBegin, pieceEnd, offset);

                // Spark NLP takes one space for granted, even after the empty piece before a first word that is too long.
                offset += pieceEnd - pieceBegin + 1;
                pieceBegin = word;
                length = 0;
            }

            length += wordEnd - word + 1;
            pieceEnd = wordEnd;
            word = wordEnd + 1;
        }

        yield return (pieceBegin, pieceEnd, offset);
    }
}
