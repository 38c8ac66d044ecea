using SparkNer.WordPieces;

namespace SparkNer.Onnx;

/// <summary>The tokenizer of a model folder.</summary>
public static class ModelTokenizer
{
    /// <summary>Loads the tokenizer of a folder. A Spark NLP folder's is cased unless told otherwise: its files do not say.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="caseSensitive">Whether the model sees upper and lower case; null: as the files say.</param>
    /// <exception cref="ModelFormatException">The tokenizer's files are missing, broken or of an unsupported type.</exception>
    public static WordPieceTokenizer Load(ModelFolder folder, bool? caseSensitive = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        bool? cased = folder.Kind == ModelFolderKind.SparkNlp ? caseSensitive ?? true : caseSensitive;
        var files = new TokenizerFiles
        {
            TokenizerJson = folder.TokenizerJson?.ToArray(),
            TokenizerConfigJson = folder.TokenizerConfigJson?.ToArray(),
            VocabTxt = folder.Vocabulary?.ToArray(),
            SpecialTokensMapJson = folder.SpecialTokensMapJson?.ToArray(),
            ConfigJson = folder.ConfigJson?.ToArray(),
        };
        try
        {
            return WordPieceTokenizer.Load(files, cased is { } value ? new WordPieceOptions { LowerCase = !value } : null);
        }
        catch (TokenizerFormatException exception)
        {
            throw new ModelFormatException(folder.Path, $"The tokenizer of '{folder.Path}' cannot be used. {exception.Message}", exception);
        }
    }

    // A piece beyond the embeddings would make the model fail in the middle of a run.
    internal static void CheckFits(ModelFolder folder, WordPieceTokenizer wordPieces, OnnxTokenClassifier classifier)
    {
        int? pieces = classifier.VocabularySize ?? folder.VocabularySize;
        if (wordPieces.VocabularySize > pieces)
        {
            throw new ModelFormatException(
                folder.Path,
                $"The tokenizer of '{folder.Path}' has {wordPieces.VocabularySize} word pieces, but the model was made for {pieces}: the files belong to different models. Get both from one place.");
        }
    }
}
