using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace SparkNer.Aggregation;

/// <summary>Makes entities of a window's scores as Hugging Face's token-classification pipeline does (<c>aggregation_strategy</c>, <c>ignore_labels</c>).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class EntityAggregator
{
    private readonly LabelFacts[] _labels;

    /// <summary>An aggregator for a model.</summary>
    /// <param name="strategy">How pieces are joined.</param>
    /// <param name="ignoreLabels">What is left out; null for <c>O</c> alone. Compared with the label where the strategy is None, else with the type: <c>PER</c>, not <c>B-PER</c>.</param>
    /// <param name="labels">The model's labels by class id.</param>
    public EntityAggregator(AggregationStrategy strategy, IReadOnlyCollection<string>? ignoreLabels, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (!Enum.IsDefined(strategy))
        {
            throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "No such aggregation strategy.");
        }

        if (labels.Count == 0)
        {
            throw new ArgumentException("A model needs at least one label.", nameof(labels));
        }

        Strategy = strategy;
        var ignored = (ignoreLabels ?? ["O"]).ToFrozenSet(StringComparer.Ordinal);
        _labels = [.. labels.Select(label => LabelFacts.Of(label, strategy == AggregationStrategy.None, ignored))];
    }

    /// <summary>How pieces are joined.</summary>
    public AggregationStrategy Strategy { get; }

    /// <summary>The entities of one window, in the order of the text.</summary>
    /// <param name="text">The text; with words given apart, the joined text.</param>
    /// <param name="ids">The vocabulary ids of the window's pieces, without [CLS], [SEP] and [PAD] of its own.</param>
    /// <param name="starts">Where each piece starts in the text, in UTF-16 code units.</param>
    /// <param name="ends">Where each ends, exclusive.</param>
    /// <param name="logits">The raw scores, row-major [pieces, labels].</param>
    /// <param name="getPiece">A piece's text in the vocabulary, with its ##.</param>
    /// <param name="unknownId">The id of [UNK], which shows its source text and always begins a word; -1 for none.</param>
    /// <param name="indexOffset">What the first piece's <see cref="Entity.Index"/> is: 1, after [CLS].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An offset is not in the text.</exception>
    public List<Entity> Aggregate(
        string text,
        ReadOnlySpan<int> ids,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> ends,
        ReadOnlySpan<float> logits,
        Func<int, string> getPiece,
        int unknownId,
        int indexOffset = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(getPiece);
        if (starts.Length != ids.Length || ends.Length != ids.Length || logits.Length != (long)ids.Length * _labels.Length)
        {
            throw new ArgumentException(
                $"{ids.Length} pieces and {_labels.Length} labels need as many starts ({starts.Length}), ends ({ends.Length}) and {(long)ids.Length * _labels.Length} scores ({logits.Length}).");
        }

        for (int i = 0; i < ids.Length; i++)
        {
            if (starts[i] < 0 || starts[i] > ends[i] || ends[i] > text.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(starts), $"Piece {i} lies at {starts[i]} to {ends[i]}; the text has {text.Length} UTF-16 code units.");
            }
        }

        float[] scores = ArrayPool<float>.Shared.Rent(Math.Max(1, logits.Length));
        Unit[] units = ArrayPool<Unit>.Shared.Rent(Math.Max(1, ids.Length));
        try
        {
            for (int at = 0; at < logits.Length; at += _labels.Length)
            {
                Scores.Softmax(logits.Slice(at, _labels.Length), scores.AsSpan(at, _labels.Length));
            }

            var window = new Window(text, ids, starts, ends, scores.AsSpan(0, logits.Length), getPiece, unknownId);
            int count = MakeUnits(window, units);
            return Strategy == AggregationStrategy.None ? Alone(window, units.AsSpan(0, count), indexOffset) : Group(window, units.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<Unit>.Shared.Return(units);
        }
    }

    /// <summary>Joins the entities of overlapping windows: of two that overlap the longer one (in code points) stays, of two as long the one with the higher score, else
    /// the first. Each is compared with the one that stayed last, so a long entity can swallow several.</summary>
    /// <param name="entities">The entities of all windows, window by window. For a text with one window the library does not call this.</param>
    /// <param name="text">The text that the offsets refer to.</param>
    public static List<Entity> Merge(IEnumerable<Entity> entities, string text)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(text);
        var result = new List<Entity>();
        Entity? winner = null;
        foreach (Entity entity in entities.OrderBy(e => e.Start))
        {
            // The library compares the first with itself too; it matters for an entity without extent, which then comes twice.
            winner ??= entity;
            if (winner.Start > entity.Start || entity.Start >= winner.End)
            {
                result.Add(winner);
                winner = entity;
            }
            else if (!ReferenceEquals(entity, winner))
            {
                int difference = LengthOf(entity, text) - LengthOf(winner, text);
                winner = difference > 0 || (difference == 0 && entity.Score > winner.Score) ? entity : winner;
            }
        }

        if (winner is not null)
        {
            result.Add(winner);
        }

        return result;
    }

    private static int LengthOf(Entity entity, string text) => CodePoints.Count(text.AsSpan(entity.Start, entity.End - entity.Start));

    /// <summary>What gets one label: the pieces, or the words.</summary>
    private int MakeUnits(in Window window, Span<Unit> units)
    {
        int count = 0;
        bool words = Strategy is not (AggregationStrategy.None or AggregationStrategy.Simple);
        for (int first = 0, next; first < window.Count; first = next)
        {
            next = first + 1;
            while (words && next < window.Count && window.ContinuesWord(next))
            {
                next++;
            }

            units[count++] = Label(window, first, next - 1);
        }

        return count;
    }

    private Unit Label(in Window window, int first, int last)
    {
        if (Strategy == AggregationStrategy.Average && last > first)
        {
            Span<float> mean = _labels.Length <= 256 ? stackalloc float[_labels.Length] : new float[_labels.Length];
            window.Scores(first, _labels.Length).CopyTo(mean);
            for (int piece = first + 1; piece <= last; piece++)
            {
                ReadOnlySpan<float> row = window.Scores(piece, _labels.Length);
                for (int i = 0; i < mean.Length; i++)
                {
                    mean[i] += row[i];
                }
            }

            foreach (ref float value in mean)
            {
                value /= last - first + 1;
            }

            int label = Scores.ArgMax(mean);
            return new Unit(first, last, label, mean[label]);
        }

        int best = Scores.ArgMax(window.Scores(first, _labels.Length));
        float score = window.Scores(first, _labels.Length)[best];
        for (int piece = first + 1; Strategy == AggregationStrategy.Max && piece <= last; piece++)
        {
            ReadOnlySpan<float> row = window.Scores(piece, _labels.Length);
            int top = Scores.ArgMax(row);
            if (row[top] > score)
            {
                (best, score) = (top, row[top]);
            }
        }

        return new Unit(first, last, best, score);
    }

    private List<Entity> Alone(in Window window, ReadOnlySpan<Unit> units, int indexOffset)
    {
        var result = new List<Entity>();
        foreach (Unit unit in units)
        {
            LabelFacts label = _labels[unit.Label];
            if (!label.IsIgnored)
            {
                result.Add(new Entity(label.Name, unit.Score, unit.First + indexOffset, window.Piece(unit.First), window.Starts[unit.First], window.Ends[unit.First]));
            }
        }

        return result;
    }

    private List<Entity> Group(in Window window, ReadOnlySpan<Unit> units)
    {
        var result = new List<Entity>();
        var text = new StringBuilder();
        for (int first = 0, next; first < units.Length; first = next)
        {
            next = first + 1;
            while (next < units.Length && Joins(units[next], units[next - 1]))
            {
                next++;
            }

            // The group is named by its first label, even where a label without prefix and another share the tag.
            LabelFacts label = _labels[units[first].Label];
            if (!label.IsIgnored)
            {
                ReadOnlySpan<Unit> members = units[first..next];
                result.Add(new Entity(label.Name, MeanScore(members), null, Word(window, members, text), window.Starts[members[0].First], window.Ends[members[^1].Last]));
            }
        }

        return result;
    }

    private bool Joins(Unit unit, Unit previous) => !_labels[unit.Label].Begins && _labels[unit.Label].Tag == _labels[previous.Label].Tag;

    private static float MeanScore(ReadOnlySpan<Unit> members)
    {
        Span<float> scores = members.Length <= 512 ? stackalloc float[members.Length] : new float[members.Length];
        for (int i = 0; i < members.Length; i++)
        {
            scores[i] = members[i].Score;
        }

        return Scores.Mean(scores);
    }

    private string Word(in Window window, ReadOnlySpan<Unit> members, StringBuilder text)
    {
        text.Clear();
        var word = new StringBuilder();
        for (int i = 0; i < members.Length; i++)
        {
            string part;
            if (Strategy == AggregationStrategy.Simple)
            {
                part = window.Piece(members[i].First);
            }
            else
            {
                word.Clear();
                for (int piece = members[i].First; piece <= members[i].Last; piece++)
                {
                    PieceText.Append(word, window.Piece(piece), piece == members[i].First);
                }

                part = word.ToString();
            }

            PieceText.Append(text, part, i == 0);
        }

        return text.ToString();
    }
}
