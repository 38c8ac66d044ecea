using SparkNer.Chunks;
using SparkNer.Labels;
using SparkNer.Text;
using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>Annotates batches of documents in Spark NLP's layout. Not thread-safe: one a thread.</summary>
internal sealed class TokenAnnotator : IBatchAnnotator
{
    private readonly TextStages _stages;
    private readonly ITokenEncoder _encoder;
    private readonly LabelQueue _queue;
    private readonly ChunkStage _chunks;
    private readonly NerFormat _format;
    private readonly List<TextSpan> _spans = [];

    public TokenAnnotator(ITokenClassifier classifier, WordPieceTokenizer wordPieces, LabelSet labels, NerFormat format, AnnotatorOptions options, int maxLength)
    {
        bool compatible = options.Compatibility == Compatibility.SparkNlp;
        NerConverterOptions converter = options.NerConverter with { SparkNlpCompatibility = compatible };
        _stages = new TextStages(options);
        _format = format;
        _queue = new LabelQueue(classifier, compatible, options.LabelAllPieces && !compatible ? new PieceVote(labels) : null);
        _chunks = new ChunkStage(new NerConverter(converter, labels), labels);
        _encoder = compatible
            ? new SparkNlpTokenEncoder(wordPieces, options.CaseSensitive ?? !wordPieces.LowerCase, maxLength)
            : new WindowedTokenEncoder(wordPieces, maxLength, options.Stride ?? Windows.DefaultStride(maxLength - 2), options.Truncate, options.LabelAllPieces, labels.OutsideId, labels.Count);
    }

    public void Annotate(IReadOnlyList<AnnotatorInput> inputs, Span<AnnotatedText> results, CancellationToken cancellationToken)
    {
        var documents = new DocumentWork[inputs.Count];
        _queue.Begin(cancellationToken);
        for (int i = 0; i < documents.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DocumentWork document = documents[i] = _stages.Run(inputs[i], _spans, cancellationToken);
            int ordinal = 0;
            for (int s = 0; s < document.Sentences.Length && document.Error is null; s++)
            {
                if (document.FirstToken[s + 1] > document.FirstToken[s])
                {
                    _encoder.Encode(document, s, _format.CompatibleSentenceNumbers ? ordinal : document.Sentences[s].Number, _queue);
                    ordinal++;
                }
            }
        }

        _queue.Flush();
        for (int i = 0; i < documents.Length; i++)
        {
            results[i] = documents[i].Error is { } error ? Failed(documents[i], error) : Finish(documents[i]);
        }
    }

    public AnnotatedText Failed(AnnotatorInput input, string error) =>
        Failed(new DocumentWork { Text = _stages.TextOf(input), Metadata = DocumentAssembler.Metadata(input.Id, input.Metadata) }, error);

    private AnnotatedText Failed(DocumentWork document, string error) =>
        new(document.Text, document.Metadata, false, [], [], [], [], [], _format, [], error);

    private AnnotatedText Finish(DocumentWork document)
    {
        document.ReserveScores(_format.Labels.Count);
        ChunkSlot[] chunks = _chunks.Run(document);
        return new AnnotatedText(
            document.Text, document.Metadata, _stages.HasSentences, document.Sentences, document.Tokens, [.. document.Ner], document.Scores, chunks, _format, [], null);
    }
}
