using System.Buffers;

namespace SparkNer.Text;

/// <summary>Finds sentences by rules, as Spark NLP's SentenceDetector does.</summary>
/// <remarks>
/// Immutable and thread-safe. The default rules take time and memory linear in the text's length, whatever the text. A newline is no bound unless
/// <see cref="SentenceDetectorOptions.CustomBounds"/> say so.
/// </remarks>
public sealed class SentenceDetector
{
    /// <summary>A text without any of these is one sentence.</summary>
    private static readonly SearchValues<char> Bounds = SearchValues.Create(".;!?)");

    private static readonly string[] AsciiTexts = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private readonly CustomBounds? _customBounds;
    private readonly bool _customBoundsOnly;

    /// <summary>A detector with the given options.</summary>
    /// <param name="options">The options; the defaults if null.</param>
    /// <exception cref="ArgumentException">A custom bound is not a pattern that can be translated, or a length is out of range.</exception>
    public SentenceDetector(SentenceDetectorOptions? options = null)
    {
        Options = options ?? new SentenceDetectorOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(Options.MinLength, nameof(SentenceDetectorOptions.MinLength));
        if (Options.MaxLength < Options.MinLength)
        {
            throw new ArgumentException("maxLength must be greater equal than minLength", nameof(options));
        }

        if (Options.SplitLength < 1)
        {
            throw new ArgumentException("splitLength must be greater than 0", nameof(options));
        }

        if (!Enum.IsDefined(Options.CustomBoundsStrategy))
        {
            throw new ArgumentException($"There is no custom bounds strategy {Options.CustomBoundsStrategy}.", nameof(options));
        }

        if (Options.CustomBounds.Count > 0)
        {
            _customBounds = new CustomBounds(Options.CustomBounds, Options.CustomBoundsStrategy, Options.RegexTimeout);
            _customBoundsOnly = Options.UseCustomBoundsOnly;
        }
    }

    /// <summary>The options.</summary>
    public SentenceDetectorOptions Options { get; }

    /// <summary>The sentences of a document, in order; none if it holds nothing but characters up to U+0020.</summary>
    /// <param name="document">The document's text. Offsets of the sentences refer to it.</param>
    /// <param name="cancellationToken">Asks to stop; looked at between rules.</param>
    /// <returns>
    /// Sentences with text, in order of <see cref="Sentence.Begin"/>. They do not overlap and <see cref="Sentence.Text"/> is the document's text from
    /// <see cref="Sentence.Begin"/> to <see cref="Sentence.End"/>, but for <see cref="SentenceDetectorOptions.SparkNlpSplitOffsets"/>.
    /// </returns>
    /// <exception cref="PatternTimeoutException">The custom bounds took too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Sentence> Detect(string document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        var found = new List<Sentence>();
        if (_customBounds is not null)
        {
            BrokenText broken = _customBounds.Break(document, cancellationToken);
            using var buffer = new MarkBuffer(broken.Text, broken.Breaks);
            if (!_customBoundsOnly)
            {
                // With custom bounds Spark NLP turns the order of these two rules round.
                Apply(buffer, numbersFirst: false, cancellationToken);
            }

            Cut(document, buffer, broken, found, cancellationToken);
        }
        else if (document.AsSpan().ContainsAny(Bounds))
        {
            using var buffer = new MarkBuffer(document);
            Apply(buffer, numbersFirst: true, cancellationToken);
            Cut(document, buffer, null, found, cancellationToken);
        }
        else
        {
            Add(found, document, 0, document.Length);
        }

        if (Options.SplitLength is not null && Options.SparkNlpSplitOffsets)
        {
            found = [.. found.OrderBy(s => s.Begin).Select((s, number) => s with { Number = number })];
        }

        return found;
    }

    private void Apply(MarkBuffer buffer, bool numbersFirst, CancellationToken cancellationToken)
    {
        if (Options.DetectLists)
        {
            SentenceRules.LetteredLists(buffer);
            SentenceRules.NumberedLists(buffer);
        }

        if (numbersFirst)
        {
            SentenceRules.Numbers(buffer);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SentenceRules.DottedLetters(buffer);
        SentenceRules.HalfDays(buffer, 'p');
        SentenceRules.HalfDays(buffer, 'a');
        SentenceRules.Initials(buffer);
        if (Options.UseAbbreviations)
        {
            Abbreviations.Mark(buffer);
        }

        if (!numbersFirst)
        {
            SentenceRules.Numbers(buffer);
        }

        cancellationToken.ThrowIfCancellationRequested();
        SentenceRules.Punctuation(buffer);
        SentenceRules.InnerDots(buffer);
        SentenceRules.Ellipses(buffer);
        cancellationToken.ThrowIfCancellationRequested();
        SentenceRules.SingleQuoted(buffer);
        SentenceRules.Enclosed(buffer, '"', '"');
        SentenceRules.Enclosed(buffer, '[', ']');
        SentenceRules.Enclosed(buffer, '(', ')');
    }

    private void Cut(string document, MarkBuffer buffer, BrokenText? broken, List<Sentence> found, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SentenceRules.DropProtectedBreaks(buffer);
        ReadOnlySpan<char> text = buffer.Text;
        int begin = 0;
        int at = 0;
        foreach (char c in text)
        {
            switch (c)
            {
                case MarkBuffer.Open or MarkBuffer.Close:
                    break;
                case MarkBuffer.Ellipsis:
                    at += 3;
                    break;
                case MarkBuffer.Break:
                    Add(found, document, broken, begin, at);
                    begin = at;
                    break;
                case MarkBuffer.GivenBreak:
                    Add(found, document, broken, begin, at);
                    begin = ++at;
                    break;
                case '.' or ';' when !_customBoundsOnly:
                    at++;
                    Add(found, document, broken, begin, at);
                    begin = at;
                    break;
                default:
                    at++;
                    break;
            }
        }

        Add(found, document, broken, begin, at);
    }

    private void Add(List<Sentence> found, string document, BrokenText? broken, int begin, int end)
    {
        if (begin == end)
        {
            return;
        }

        if (broken is not null)
        {
            (begin, end) = broken.Source(begin, end);
        }

        Add(found, document, begin, end);
    }

    private void Add(List<Sentence> found, string document, int begin, int end)
    {
        (int trimBegin, int trimEnd) = JavaText.Trimmed(document.AsSpan(begin, end - begin));
        if (trimBegin == trimEnd)
        {
            return;
        }

        (begin, end) = (begin + trimBegin, begin + trimEnd);
        if (Options.SplitLength is { } splitLength)
        {
            foreach ((int pieceBegin, int pieceEnd, int offset) in SentencePieces.Split(document, begin, end, splitLength))
            {
                AddPiece(found, document, pieceBegin, pieceEnd, Options.SparkNlpSplitOffsets ? offset : pieceBegin);
            }
        }
        else
        {
            AddPiece(found, document, begin, end, begin);
        }
    }

    private void AddPiece(List<Sentence> found, string document, int begin, int end, int offset)
    {
        int length = end - begin;
        if (length < 1 || length < Options.MinLength || length > (Options.MaxLength ?? int.MaxValue))
        {
            return;
        }

        // A text of ten million dots has ten million sentences; they shall not be ten million strings.
        string text = length == document.Length ? document
            : length == 1 && char.IsAscii(document[begin]) ? AsciiTexts[document[begin]]
            : document.Substring(begin, length);
        found.Add(new Sentence(offset, offset + length - 1, text, found.Count));
    }
}
