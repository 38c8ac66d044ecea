using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>Takes normalized text, code point by code point.</summary>
internal interface ICodePointSink
{
    /// <summary>The next code point.</summary>
    /// <param name="codePoint">The normalized code point.</param>
    /// <param name="flags">What is known of it.</param>
    /// <param name="start">The first UTF-16 code unit of the original text that it comes from.</param>
    /// <param name="end">The code unit after the last one.</param>
    void Add(int codePoint, CodePointFlags flags, int start, int end);
}
