namespace SparkNer.Evaluation.Reading;

/// <summary>Reads tagged sentences in the format of the CoNLL shared tasks: a word and its tags a line, an empty line after each sentence.</summary>
/// <remarks>
/// Columns stand apart by spaces or tabs, as many as one likes; see <see cref="ColumnSplitter"/> for words that are empty or hold spaces. Tags are taken as they
/// are written. A line whose first column begins with <c>-DOCSTART-</c> begins a document. A byte order mark and CR LF are tolerated. One thread.
/// </remarks>
/// <param name="reader">The lines; the caller's to close.</param>
/// <param name="name">The file as messages name it.</param>
/// <param name="options">Which columns count; null for the defaults.</param>
public sealed class ConllReader(TextReader reader, string name, ConllOptions? options = null)
{
    private const string NewDocument = "# newdoc";
    private const string Unit = "line";

    private readonly ConllOptions _options = options ?? new ConllOptions();
    private readonly Queue<string> _ahead = [];
    private ColumnSplitter? _splitter;
    private int _gold;
    private long _line;

    /// <summary>The sentences, read while they are taken.</summary>
    /// <exception cref="EvaluationException">A line has another number of columns than those before, or a column is missing.</exception>
    public IEnumerable<TaggedSentence> Read()
    {
        var sentence = new SentenceBuilder(_options.PredictedColumns.Count);
        bool startsDocument = false;
        while (TryReadLine(out string line))
        {
            if (IsBlank(line))
            {
                if (!sentence.IsEmpty)
                {
                    yield return sentence.Take(startsDocument);
                    startsDocument = false;
                }
            }
            else if (_options.Comments && sentence.IsEmpty && line[0] == '#')
            {
                startsDocument |= line.StartsWith(NewDocument, StringComparison.Ordinal);
            }
            else if (IsMark(line))
            {
                if (!sentence.IsEmpty)
                {
                    yield return sentence.Take(startsDocument);
                }

                yield return Mark(line);
                startsDocument = true;
            }
            else
            {
                string[] columns = Split(line);
                sentence.Add(Place, columns[_options.TokenColumn - 1], Tag(columns, _gold), _options.PredictedColumns.Select(c => Tag(columns, c)));
            }
        }

        if (!sentence.IsEmpty)
        {
            yield return sentence.Take(startsDocument);
        }
    }

    private SentencePlace Place => new(name, Unit, _line, HasLinePerToken: true);

    private static bool IsBlank(string line) => line.AsSpan().Trim(" \t\r").IsEmpty;

    private static bool IsMark(string line) => line.AsSpan().TrimStart(" \t").StartsWith(TaggedSentence.DocumentMark);

    private string Tag(string[] columns, int column) => columns[column - 1] is { Length: > 0 } tag
        ? tag
        : throw new EvaluationException($"{name}, line {_line}: the tag in column {column} is empty. A token outside all entities has the tag O.");

    // The mark's tags are O, unless the line has all columns and says otherwise.
    private TaggedSentence Mark(string line)
    {
        string[] columns = ColumnSplitter.AtWhitespace(line);
        bool whole = _splitter is not null && columns.Length == _splitter.Columns;
        return new TaggedSentence
        {
            Words = [TaggedSentence.DocumentMark],
            Gold = [whole ? columns[_gold - 1] : "O"],
            Predictions = [.. _options.PredictedColumns.Select(c => (IReadOnlyList<string>)[whole ? columns[c - 1] : "O"])],
            Place = Place,
            StartsDocument = true,
            IsDocumentMark = true,
        };
    }

    private string[] Split(string line)
    {
        _splitter ??= Begin(line);
        if (_splitter.TrySplit(line) is { } columns)
        {
            return columns;
        }

        throw new EvaluationException(
            $"{name}, line {_line}: has {Columns(ColumnSplitter.AtWhitespace(line).Length)}, but the lines before have {_splitter.Columns}. "
            + "Every line needs a word and its tags in the same columns; an empty line ends a sentence.");
    }

    // How the file is cut shows from its first lines together.
    private ColumnSplitter Begin(string line)
    {
        var sample = new List<string> { line };
        while (sample.Count < ColumnSplitter.Sample && reader.ReadLine() is { } next)
        {
            _ahead.Enqueue(next);
            if (!IsBlank(next) && !IsMark(next) && !(_options.Comments && next[0] == '#'))
            {
                sample.Add(next);
            }
        }

        ColumnSplitter splitter = ColumnSplitter.Of(sample);
        int last = splitter.Columns;
        while (_options.PredictedColumns.Contains(last) && last > 1)
        {
            last--;
        }

        _gold = _options.GoldColumn ?? last;
        foreach (int column in (int[])[_options.TokenColumn, _gold, .. _options.PredictedColumns])
        {
            if (column > splitter.Columns)
            {
                throw new EvaluationException($"{name}, line {_line}: has {Columns(splitter.Columns)}, so there is no column {column}. Columns are counted from 1.");
            }
        }

        return _gold != _options.TokenColumn
            ? splitter
            : throw new EvaluationException(
                $"{name}, line {_line}: has {Columns(splitter.Columns)}: there is no column left for the right tags beside the words (column {_options.TokenColumn}).");
    }

    private static string Columns(int count) => count == 1 ? "1 column" : $"{count} columns";

    private bool TryReadLine(out string line)
    {
        string? next = _ahead.TryDequeue(out string? held) ? held : reader.ReadLine();
        line = next ?? "";
        if (_line == 0 && line.StartsWith('\uFEFF'))
        {
            line = line[1..];
        }

        _line++;
        return next is not null;
    }
}
