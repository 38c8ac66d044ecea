using System.Globalization;
using SparkNer.Cli.Evaluate;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Reading;
using SparkNer.Files;
using SparkNer.Files.Reading;

namespace SparkNer.Cli.Running;

/// <summary>The tagged sentences of a file: CoNLL's format, or a table with a sentence a row.</summary>
internal static class EvaluationInput
{
    private const string Standard = "-";
    private const string StandardName = "<stdin>";
    private const int BlockBytes = 64 * 1024;
    private const int BlockLines = 1024;

    // What an annotation column's tags are.
    private const string AnnotationField = "result";

    /// <summary>Reads the sentences while they are taken.</summary>
    /// <param name="settings">What to read.</param>
    /// <param name="openInput">Opens stdin.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    /// <exception cref="EvaluationException">The file is not of its format.</exception>
    public static IEnumerable<TaggedSentence> Read(EvaluateSettings settings, Func<Stream> openInput) =>
        settings.Table is { } format ? ReadTable(settings, format) : ReadConll(settings.Input, Columns(settings), openInput);

    /// <summary>Reads the sentences of a file in CoNLL's format while they are taken.</summary>
    /// <param name="path">The file, or - for stdin.</param>
    /// <param name="options">Its columns.</param>
    /// <param name="openInput">Opens stdin.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    /// <exception cref="EvaluationException">The file is not of its format.</exception>
    public static IEnumerable<TaggedSentence> ReadConll(string path, ConllOptions options, Func<Stream> openInput)
    {
        string name = path == Standard ? StandardName : path;
        Stream stream = path == Standard ? openInput() : InputFile.Open(path, out _);
        using var lines = new TextLines(new LineReader(stream, name, BlockBytes, BlockLines), name);
        foreach (TaggedSentence sentence in new ConllReader(lines, name, options).Read())
        {
            yield return sentence;
        }
    }

    private static ConllOptions Columns(EvaluateSettings settings) => new()
    {
        TokenColumn = Number(settings.TokenColumn),
        GoldColumn = settings.GoldColumn is { } gold ? Number(gold) : null,
        PredictedColumns = [.. settings.PredictedColumns.Select(Number)],
        Comments = settings.Comments,
    };

    private static int Number(string column) => int.Parse(column, NumberStyles.None, CultureInfo.InvariantCulture);

    // Each column is read by itself, side by side: a row's lists are as long as they are.
    private static IEnumerable<TaggedSentence> ReadTable(EvaluateSettings settings, FileFormat format)
    {
        if (settings.Input == Standard)
        {
            throw new UsageException("a table cannot come from stdin: name its file.");
        }

        (string Name, string Option)[] names =
            [(settings.TokenColumn, "--token-column"), (settings.GoldColumn!, "--gold-column"), .. settings.PredictedColumns.Select(c => (c, "--predicted-column"))];
        List<IEnumerator<TableCell>> columns = [.. names.Select(c => Column(settings.Input, format, c.Name, c.Option).GetEnumerator())];
        try
        {
            while (columns.ConvertAll(column => column.MoveNext()).TrueForAll(read => read))
            {
                TableCell words = columns[0].Current;
                if (words.Items.Count > 0)
                {
                    yield return new TaggedSentence
                    {
                        Words = words.Items,
                        Gold = columns[1].Current.Items,
                        Predictions = [.. columns.Skip(2).Select(c => c.Current.Items)],
                        Place = words.Place,
                    };
                }
            }
        }
        finally
        {
            columns.ForEach(column => column.Dispose());
        }
    }

    private static IEnumerable<TableCell> Column(string path, FileFormat format, string name, string option)
    {
        var options = new SourceOptions { WordsColumn = name, WordsField = AnnotationField, WordsOption = option, Carry = CarryAs.Nothing };
        using IRowSource source = RowSources.Open(path, format, options);
        while (source.TryRead(out RowBatch? batch))
        {
            using (batch)
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    string[] items = batch.Errors[row] is { } error ? throw new EvaluationException(error)
                        : batch.Words![row] ?? throw new EvaluationException($"{batch.Describe(row)}: the column '{name}' is null; a list of strings is needed.");
                    yield return new TableCell(items, new SentencePlace(batch.Name, batch.Unit, batch.NumberOf(row), HasLinePerToken: false));
                }
            }
        }
    }

    private sealed record TableCell(IReadOnlyList<string> Items, SentencePlace Place);
}
