using System.Text;

namespace SparkNer.Evaluation.Seqeval;

/// <summary>A tag as seqeval's default mode cuts it: the first character, and of the rest what follows its first hyphen, or all of it.</summary>
/// <param name="Prefix">A code point.</param>
/// <param name="Type">The type; <c>_</c> where nothing remains.</param>
internal readonly record struct DefaultTag(int Prefix, string Type)
{
    public static DefaultTag Outside { get; } = new('O', "_");

    /// <summary>What stands before the very first tag: it has no type, which is not the type of <c>O</c>.</summary>
    public static DefaultTag Start { get; } = new('O', "");

    private bool IsOutside => Prefix is 'O' or '.';

    public static DefaultTag Parse(string tag)
    {
        Rune.DecodeFromUtf16(tag, out Rune first, out int length);
        int hyphen = tag.IndexOf('-', length);
        string type = tag[(hyphen < 0 ? length : hyphen + 1)..];
        return new DefaultTag(first.Value, type.Length == 0 ? "_" : type);
    }

    public static bool Starts(DefaultTag previous, DefaultTag tag) =>
        tag.Prefix is 'B' or 'S'
        || (tag.Prefix is 'E' or 'I' && previous.Prefix is 'E' or 'S' or 'O')
        || (!tag.IsOutside && previous.Type != tag.Type);

    public static bool Ends(DefaultTag previous, DefaultTag tag) =>
        previous.Prefix is 'E' or 'S'
        || (previous.Prefix is 'B' or 'I' && tag.Prefix is 'B' or 'S' or 'O')
        || (!previous.IsOutside && previous.Type != tag.Type);
}
