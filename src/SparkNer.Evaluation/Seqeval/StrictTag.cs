namespace SparkNer.Evaluation.Seqeval;

/// <summary>A tag as seqeval's strict mode cuts it: a letter, and what remains without hyphens around it.</summary>
internal readonly record struct StrictTag(char Letter, string Type)
{
    public static StrictTag Outside { get; } = new('O', "_");

    public static StrictTag Parse(string tag)
    {
        string type = tag[1..].Trim('-');
        return new StrictTag(tag[0], type.Length == 0 ? "_" : type);
    }
}
