namespace SparkNer.WordPieces;

/// <summary>
/// A tokenizer file is broken, or describes a tokenizer that is not of the BERT family. The message says which file, what was found and what is supported.
/// </summary>
public sealed class TokenizerFormatException : FormatException
{
    /// <summary>A fault in a file.</summary>
    /// <param name="file">The file's name, e.g. <c>tokenizer.json</c>.</param>
    /// <param name="problem">What was found and what is supported, as a sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public TokenizerFormatException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {problem}", innerException)
    {
        File = file;
    }

    /// <summary>The name of the file at fault.</summary>
    public string File { get; }
}
