using SparkNer.Text;

namespace SparkNer.Pipeline;

/// <summary>The stages before the model: document, sentences, tokens.</summary>
internal sealed class TextStages(AnnotatorOptions options)
{
    private readonly DocumentAssembler _assembler = new(options.DocumentAssembler);
    private readonly SentenceDetector? _sentenceDetector = options.Sentences ? new SentenceDetector(
        options.SentenceDetector with { SparkNlpSplitOffsets = options.Compatibility == Compatibility.SparkNlp }) : null;
    private readonly Tokenizer _tokenizer = new(options.Tokenizer);

    /// <summary>Whether there is a sentence column.</summary>
    public bool HasSentences => _sentenceDetector is not null;

    /// <summary>The text that a document's offsets refer to.</summary>
    public string TextOf(AnnotatorInput input) => input.Words is null ? _assembler.Clean(input.Text) : string.Join(options.Delimiter, input.Words);

    /// <summary>Splits a document; what goes wrong becomes its error.</summary>
    public DocumentWork Run(AnnotatorInput input, List<TextSpan> spans, CancellationToken cancellationToken)
    {
        string text = TextOf(input);
        var document = new DocumentWork { Text = text, Metadata = DocumentAssembler.Metadata(input.Id, input.Metadata) };
        try
        {
            if (input.Words is { } words)
            {
                TakeWords(document, words);
            }
            else
            {
                document.Sentences = _sentenceDetector is { } detector
                    ? [.. detector.Detect(text, cancellationToken)]
                    : [new Sentence(0, text.Length - 1, text, 0)];
                Tokenize(document, spans, cancellationToken);
            }
        }
        catch (PatternTimeoutException exception)
        {
            document.Error = exception.Message;
        }

        return document;
    }

    private static void TakeWords(DocumentWork document, IReadOnlyList<string?> words)
    {
        document.Sentences = [new Sentence(0, document.Text.Length - 1, document.Text, 0)];
        int delimiter = words.Count > 1 ? (document.Text.Length - words.Sum(w => w?.Length ?? 0)) / (words.Count - 1) : 0;
        var tokens = new TokenSlot[words.Count];
        int begin = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            int length = words[i]?.Length ?? 0;
            tokens[i] = new TokenSlot(begin, begin + length - 1, 0);
            begin += length + delimiter;
        }

        document.Tokens = tokens;
        document.FirstToken = [0, tokens.Length];
    }

    private void Tokenize(DocumentWork document, List<TextSpan> spans, CancellationToken cancellationToken)
    {
        spans.Clear();
        var first = new int[document.Sentences.Length + 1];
        for (int s = 0; s < document.Sentences.Length; s++)
        {
            _tokenizer.Tokenize(document.Sentences[s].Text, spans, cancellationToken);
            first[s + 1] = spans.Count;
        }

        var tokens = new TokenSlot[spans.Count];
        for (int s = 0; s < document.Sentences.Length; s++)
        {
            int offset = document.Sentences[s].Begin;
            for (int t = first[s]; t < first[s + 1]; t++)
            {
                tokens[t] = new TokenSlot(spans[t].Begin + offset, spans[t].End + offset, s);
            }
        }

        document.Tokens = tokens;
        document.FirstToken = first;
    }
}
