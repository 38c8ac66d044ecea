using System.Collections.Concurrent;
using SparkNer.Onnx;
using SparkNer.WordPieces;

namespace SparkNer.Spark.Ner;

/// <summary>A model in memory, shared by all tasks of the process, with the annotators that work on it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LoadedModel : IDisposable
{
    private readonly OnnxTokenClassifier _classifier;
    private readonly ModelFolder _folder;
    private readonly Lock _lock = new();
    // As the files say, lower-casing, cased.
    private readonly WordPieceTokenizer?[] _tokenizers = new WordPieceTokenizer?[3];
    private readonly ConcurrentDictionary<string, Annotator> _annotators = new(StringComparer.Ordinal);

    /// <summary>A model that owns its classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="folder">What the model consisted of; must not hold on to the weights.</param>
    /// <param name="name">Its name in messages.</param>
    public LoadedModel(OnnxTokenClassifier classifier, ModelFolder folder, string name)
    {
        _classifier = classifier;
        _folder = folder;
        Name = name;
    }

    /// <summary>The model's name in messages.</summary>
    public string Name { get; }

    /// <summary>See <see cref="ModelFolder.Fingerprint"/>.</summary>
    public string Fingerprint => _folder.Fingerprint;

    /// <summary>The annotator for some options: one for all tasks that have the same.</summary>
    /// <exception cref="ArgumentException">An option does not fit the model.</exception>
    /// <exception cref="ModelFormatException">The tokenizer cannot be used.</exception>
    public Annotator AnnotatorFor(AnnotatorOptions options)
    {
        // Its description is what makes two options equal: records with lists in them are not.
        string key = AnnotatorOptionsJson.Write(options);
        return _annotators.TryGetValue(key, out Annotator? known)
            ? known
            : _annotators.GetOrAdd(key, new Annotator(new Borrowed(_classifier), Tokenizer(options.CaseSensitive), options));
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _classifier.Dispose();

    private WordPieceTokenizer Tokenizer(bool? caseSensitive)
    {
        lock (_lock)
        {
            ref WordPieceTokenizer? tokenizer = ref _tokenizers[caseSensitive switch { null => 0, false => 1, true => 2 }];
            if (tokenizer is null)
            {
                WordPieceTokenizer loaded = ModelTokenizer.Load(_folder, caseSensitive);
                ModelTokenizer.CheckFits(_folder, loaded, _classifier);
                tokenizer = loaded;
            }

            return tokenizer;
        }
    }

    // An annotator disposes its classifier, but this one belongs to several.
    private sealed class Borrowed(ITokenClassifier classifier) : ITokenClassifier
    {
        public IReadOnlyList<string> Labels => classifier.Labels;

        public int MaxSequenceLength => classifier.MaxSequenceLength;

        public void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default) =>
            classifier.Classify(sequences, logits, cancellationToken);

        public void Dispose()
        {
        }
    }
}
