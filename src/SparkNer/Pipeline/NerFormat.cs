using SparkNer.Labels;
using SparkNer.SparkNlp;

namespace SparkNer.Pipeline;

/// <summary>What all rows of a run share about their <c>ner</c> annotations: labels, and which metadata keys come in which order.</summary>
internal sealed class NerFormat
{
    /// <summary>In <see cref="Keys"/>' place: the token's text.</summary>
    public const int Word = -1;

    /// <summary>In <see cref="Keys"/>' place: the sentence number.</summary>
    public const int Sentence = -2;

    /// <summary>The label of a token without pieces where the model has no O.</summary>
    public const string Outside = "O";

    private readonly int[][] _keysOfLabel;

    public NerFormat(LabelSet labels, LabelScores scores, OffsetUnit offsets, bool compatibleSentenceNumbers)
    {
        CompatibleSentenceNumbers = compatibleSentenceNumbers;
        Labels = labels;
        Offsets = offsets;
        int[] all = Order(Enumerable.Range(0, labels.Count));
        _keysOfLabel = scores == LabelScores.All
            ? [.. Enumerable.Repeat(all, labels.Count + 1)]
            : [.. Enumerable.Range(-1, labels.Count + 1).Select(label => Order(label < 0 ? [] : [label]))];
    }

    public LabelSet Labels { get; }

    public OffsetUnit Offsets { get; }

    /// <summary>Whether labels and chunks count only the sentences that have tokens, as Spark NLP does, instead of bearing the sentence's own number.</summary>
    public bool CompatibleSentenceNumbers { get; }

    /// <summary>The metadata keys of an annotation with the given label, in order: class ids, <see cref="Word"/> or <see cref="Sentence"/>.</summary>
    public ReadOnlySpan<int> Keys(int label) => _keysOfLabel[label + 1];

    /// <summary>The name of a metadata key.</summary>
    public string KeyName(int key) => key switch
    {
        Word => "word",
        Sentence => "sentence",
        _ => Labels.Names[key],
    };

    /// <summary>The label's name.</summary>
    public string LabelName(int label) => label < 0 ? Outside : Labels.Names[label];

    // A label called `word` or `sentence` takes that key's place, as in Spark NLP.
    private int[] Order(IEnumerable<int> labels)
    {
        var byName = new Dictionary<string, int> { ["word"] = Word, ["sentence"] = Sentence };
        var names = new List<string> { "word", "sentence" };
        foreach (int label in labels)
        {
            string name = Labels.Names[label];
            if (!byName.ContainsKey(name))
            {
                names.Add(name);
            }

            byName[name] = label;
        }

        return [.. ScalaMapOrder.Sort(names).Select(n => byName[n])];
    }
}
