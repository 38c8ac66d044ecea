using SparkNer.Aggregation;
using SparkNer.Pipeline;
using SparkNer.Text;

namespace SparkNer;

/// <summary>
/// What an <see cref="Annotator"/> says about one document. Held compactly; the annotation objects are made when they are asked for.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AnnotatedText
{
    private readonly Sentence[] _sentences;
    private readonly TokenSlot[] _tokens;
    private readonly NerSlot[] _ner;
    private readonly float[] _scores;
    private readonly ChunkSlot[] _chunks;
    private readonly NerFormat _format;
    private readonly OffsetMap? _offsets;
    private readonly AnnotationMetadata _documentMetadata;
    private readonly bool _hasSentences;

    internal AnnotatedText(
        string text,
        AnnotationMetadata documentMetadata,
        bool hasSentences,
        Sentence[] sentences,
        TokenSlot[] tokens,
        NerSlot[] ner,
        float[] scores,
        ChunkSlot[] chunks,
        NerFormat format,
        IReadOnlyList<Entity> entities,
        string? error)
    {
        Text = text;
        _documentMetadata = documentMetadata;
        _hasSentences = hasSentences;
        _sentences = sentences;
        _tokens = tokens;
        _ner = ner;
        _scores = scores;
        _chunks = chunks;
        _format = format;
        _offsets = format.Offsets == OffsetUnit.CodePoints ? OffsetMap.Of(text) : null;
        Entities = _offsets is null ? entities : Entity.ToCodePoints(entities, text);
        Error = error;
    }

    /// <summary>The document's text, cleaned up as the options say: what all offsets refer to.</summary>
    public string Text { get; }

    /// <summary>Why the document could not be annotated, in one line; null where all is well. With an error there is the document annotation and nothing else.</summary>
    public string? Error { get; }

    /// <summary>The entities (Hugging Face layout; else empty). <c>End</c> is exclusive.</summary>
    public IReadOnlyList<Entity> Entities { get; }

    /// <summary>The <c>document</c> column: exactly one annotation; of an empty text its end is -1.</summary>
    public IReadOnlyList<Annotation> Document => Build(LayoutColumn.Document);

    /// <summary>The <c>sentence</c> column; empty when no sentences were asked for.</summary>
    public IReadOnlyList<Annotation> Sentence => Build(LayoutColumn.Sentence);

    /// <summary>The <c>token</c> column.</summary>
    public IReadOnlyList<Annotation> Token => Build(LayoutColumn.Token);

    /// <summary>The <c>ner</c> column: one annotation a token, in the tokens' order (with <see cref="Compatibility.SparkNlp"/> there may be fewer or more).</summary>
    public IReadOnlyList<Annotation> Ner => Build(LayoutColumn.Ner);

    /// <summary>The <c>ner_chunk</c> column: the entities.</summary>
    public IReadOnlyList<Annotation> NerChunk => Build(LayoutColumn.NerChunk);

    /// <summary>The annotations of a column.</summary>
    /// <param name="column">The column.</param>
    public IReadOnlyList<Annotation> Column(LayoutColumn column) => Build(column);

    /// <summary>How many annotations a column has.</summary>
    /// <param name="column">The column.</param>
    public int Count(LayoutColumn column) => column switch
    {
        LayoutColumn.Document => 1,
        LayoutColumn.Sentence => _hasSentences ? _sentences.Length : 0,
        LayoutColumn.Token => _tokens.Length,
        LayoutColumn.Ner => _ner.Length,
        LayoutColumn.NerChunk => _chunks.Length,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Reads an annotation into a reader that the caller owns and reuses: no object is made.</summary>
    /// <param name="column">The column.</param>
    /// <param name="index">Which annotation, from 0.</param>
    /// <param name="reader">Gets the annotation; valid until it is used again.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such annotation.</exception>
    public void Read(LayoutColumn column, int index, AnnotationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count(column), nameof(index));
        switch (column)
        {
            case LayoutColumn.Document:
                reader.Set(AnnotatorType.Document, 0, Offset(Text.Length - 1), Text);
                foreach ((string key, string value) in _documentMetadata)
                {
                    reader.Add(key, value);
                }

                break;
            case LayoutColumn.Sentence:
                Sentence sentence = _sentences[index];
                reader.Set(AnnotatorType.Document, Offset(sentence.Begin), Offset(sentence.End), sentence.Text);
                reader.Add("sentence", sentence.Number);
                break;
            case LayoutColumn.Token:
                TokenSlot token = _tokens[index];
                reader.Set(AnnotatorType.Token, Offset(token.Begin), Offset(token.End), TextOf(token));
                reader.Add("sentence", _sentences[token.Sentence].Number);
                break;
            case LayoutColumn.Ner:
                ReadNer(index, reader);
                break;
            default:
                ChunkSlot chunk = _chunks[index];
                reader.Set(AnnotatorType.Chunk, Offset(chunk.Begin), Offset(chunk.End), chunk.Text);
                reader.Add("entity", chunk.Entity);
                reader.Add("sentence", chunk.SentenceNumber);
                reader.Add("chunk", index);
                if (chunk.Confidence is { } confidence)
                {
                    reader.Add("confidence", confidence);
                }

                break;
        }
    }

    /// <summary>One result a sentence, as Spark NLP's <c>explodeSentences</c> makes one row of each: empty when there are none.</summary>
    public IEnumerable<AnnotatedText> ExplodeSentences()
    {
        // All three are in the sentences' order, so that each sentence takes what comes next: a long text has very many.
        int token = 0, label = 0, chunk = 0;
        for (int s = 0; s < (_hasSentences ? _sentences.Length : 0); s++)
        {
            int number = _format.CompatibleSentenceNumbers ? 0 : _sentences[s].Number;
            (int firstToken, int firstLabel, int firstChunk) = (token, label, chunk);
            while (token < _tokens.Length && _tokens[token].Sentence == s)
            {
                token++;
            }

            while (label < _ner.Length && _ner[label].Token < token)
            {
                label++;
            }

            // Without labels there are no chunks.
            while (label > firstLabel && chunk < _chunks.Length && _chunks[chunk].SentenceNumber == _ner[firstLabel].SentenceNumber)
            {
                chunk++;
            }

            TokenSlot[] tokens = [.. _tokens[firstToken..token].Select(t => t with { Sentence = 0 })];
            NerSlot[] ner = [.. _ner[firstLabel..label].Select(n => n with { Token = n.Token - firstToken, SentenceNumber = number })];
            float[] scores = _scores[(firstLabel * _format.Labels.Count)..(label * _format.Labels.Count)];
            ChunkSlot[] chunks = [.. _chunks[firstChunk..chunk].Select(c => c with { SentenceNumber = number })];
            yield return new AnnotatedText(Text, _documentMetadata, true, [_sentences[s]], tokens, ner, scores, chunks, _format, Entities, Error);
        }
    }

    /// <summary>The probabilities of a <c>ner</c> annotation by class id.</summary>
    /// <param name="index">Which annotation, from 0.</param>
    public ReadOnlySpan<float> Scores(int index) => _scores.AsSpan(index * _format.Labels.Count, _format.Labels.Count);

    private ReadOnlySpan<char> TextOf(TokenSlot token)
    {
        // A sentence's text is where its tokens were found, even where splitLength has given the sentence other offsets.
        Sentence sentence = _sentences[token.Sentence];
        return sentence.Text.AsSpan(token.Begin - sentence.Begin, token.End - token.Begin + 1);
    }

    private void ReadNer(int index, AnnotationReader reader)
    {
        NerSlot ner = _ner[index];
        TokenSlot token = _tokens[ner.Token];
        ReadOnlySpan<char> word = TextOf(token);
        ReadOnlySpan<float> scores = Scores(index);
        reader.Set(AnnotatorType.NamedEntity, Offset(token.Begin), Offset(token.End), _format.LabelName(ner.Label));
        foreach (int key in _format.Keys(ner.Label))
        {
            string name = _format.KeyName(key);
            switch (key)
            {
                case NerFormat.Word:
                    reader.Add(name, word);
                    break;
                case NerFormat.Sentence:
                    reader.Add(name, ner.SentenceNumber);
                    break;
                default:
                    reader.Add(name, scores[key]);
                    break;
            }
        }
    }

    private int Offset(int utf16) => _offsets is null ? utf16 : _offsets[utf16];

    private Annotation[] Build(LayoutColumn column)
    {
        var reader = new AnnotationReader();
        var list = new Annotation[Count(column)];
        for (int i = 0; i < list.Length; i++)
        {
            Read(column, i, reader);
            list[i] = reader.ToAnnotation();
        }

        return list;
    }
}
