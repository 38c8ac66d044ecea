using SparkNer.Onnx;
using SparkNer.WordPieces;

namespace SparkNer;

/// <summary>Makes annotators from model folders: <c>Annotator.Load(path)</c>.</summary>
public static class AnnotatorLoading
{
    extension(Annotator)
    {
        /// <summary>An annotator of the model in a folder: Hugging Face's (config.json, tokenizer files, model.onnx) or Spark NLP's (assets/, an .onnx file).</summary>
        /// <param name="path">The folder.</param>
        /// <param name="options">How to annotate; null: the defaults.</param>
        /// <param name="onnxOptions">How to run the model; null: the defaults.</param>
        /// <returns>The annotator; dispose it after the last call.</returns>
        /// <exception cref="ModelFormatException">The folder is missing, incomplete or broken; the message names the file and what to do.</exception>
        /// <exception cref="ArgumentException">An option is out of range or does not fit another.</exception>
        public static Annotator Load(string path, AnnotatorOptions? options = null, OnnxOptions? onnxOptions = null) =>
            Load(ModelFolder.Open(path), options, onnxOptions);

        /// <summary>An annotator of the model in a folder that is already open.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="options">How to annotate; null: the defaults.</param>
        /// <param name="onnxOptions">How to run the model; null: the defaults.</param>
        /// <returns>The annotator; dispose it after the last call.</returns>
        /// <exception cref="ModelFormatException">The folder is incomplete or broken; the message names the file and what to do.</exception>
        /// <exception cref="ArgumentException">An option is out of range or does not fit another.</exception>
        public static Annotator Load(ModelFolder folder, AnnotatorOptions? options = null, OnnxOptions? onnxOptions = null)
        {
            ArgumentNullException.ThrowIfNull(folder);
            WordPieceTokenizer wordPieces = ModelTokenizer.Load(folder, options?.CaseSensitive);
            OnnxTokenClassifier classifier = OnnxTokenClassifier.Load(folder, onnxOptions);
            try
            {
                ModelTokenizer.CheckFits(folder, wordPieces, classifier);
                return new Annotator(classifier, wordPieces, options);
            }
            catch
            {
                classifier.Dispose();
                throw;
            }
        }
    }
}
