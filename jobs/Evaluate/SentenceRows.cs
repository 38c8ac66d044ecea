using SparkNer.Cli.Submit;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Tagging;
using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Evaluate;

/// <summary>Makes tagged sentences of the rows that come to the driver.</summary>
internal sealed class SentenceRows(EvaluateJobSettings settings, TableTaggers taggers)
{
    private const string Unit = "row";

    /// <summary>How many rows have come.</summary>
    public long Count { get; private set; }

    /// <summary>The sentences, in the rows' order. A row without words is none.</summary>
    /// <param name="rows">The rows of <see cref="TableTaggers.Tag"/>.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <exception cref="EvaluationException">A row lacks something, or the model failed on it; the message says which row.</exception>
    public IEnumerable<TaggedSentence> Read(IEnumerable<Row> rows, CancellationToken cancellationToken)
    {
        foreach (Row row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = new SentencePlace(settings.Evaluate.Input, Unit, ++Count, HasLinePerToken: false);
            string[] words = Texts(row, SentenceTable.Words, settings.Evaluate.TokenColumn, place);
            if (words.Length > 0)
            {
                yield return new TaggedSentence
                {
                    Words = words,
                    Gold = Texts(row, SentenceTable.Gold, settings.Evaluate.GoldColumn!, place),
                    Predictions = [.. settings.Systems.Select((system, i) => Predicted(row, i, system.Column, place))],
                    Place = place,
                };
            }
        }
    }

    private IReadOnlyList<string> Predicted(Row row, int system, string? column, SentencePlace place)
    {
        if (taggers.TagsOf(system) is not { } tags)
        {
            return Texts(row, SentenceTable.Predicted(system), column!, place);
        }

        return row[SentenceTable.Error(system)] is string error
            ? throw new EvaluationException($"{place}: the model failed on this sentence: {error}")
            : tags.Write(Texts(row, SentenceTable.Predicted(system), "ner", place));
    }

    private static string[] Texts(Row row, string column, string name, SentencePlace place)
    {
        var values = (IReadOnlyList<object?>?)row[column] ?? throw new EvaluationException($"{place}: the column '{name}' is null; a list of strings is needed.");
        var texts = new string[values.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = (string?)values[i] ?? throw new EvaluationException($"{place}: the column '{name}' has no value for token {i + 1}; a list of strings is needed.");
        }

        return texts;
    }
}
