using System.Collections.Frozen;

namespace SparkNer.Aggregation;

/// <summary>What the aggregation needs of a label.</summary>
/// <param name="Name">What an entity is called: the label, or for groups what follows its first hyphen.</param>
/// <param name="Tag">What neighbours must share to be joined: the label without a leading B- or I-.</param>
/// <param name="Begins">Whether it never joins the one before.</param>
/// <param name="IsIgnored">Whether entities of this name are left out.</param>
internal readonly record struct LabelFacts(string Name, string Tag, bool Begins, bool IsIgnored)
{
    /// <summary>The facts of a label. Name and tag follow different rules in the library: <c>MISC-thing</c> is named <c>thing</c> and tagged <c>MISC-thing</c>.</summary>
    public static LabelFacts Of(string label, bool alone, FrozenSet<string> ignored)
    {
        bool begins = label.StartsWith("B-", StringComparison.Ordinal);
        string tag = begins || label.StartsWith("I-", StringComparison.Ordinal) ? label[2..] : label;
        string name = alone ? label : label[(label.IndexOf('-') + 1)..];
        return new LabelFacts(name, tag, begins, ignored.Contains(name));
    }
}
