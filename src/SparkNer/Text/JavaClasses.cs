namespace SparkNer.Text;

/// <summary>The predefined character classes of Java's regexes.</summary>
internal static class JavaClasses
{
    /// <summary>Java's <c>\p{Alpha}</c>.</summary>
    public static CodePointSet Letters { get; } = CodePointSet.Union([CodePointSet.Range('a', 'z'), CodePointSet.Range('A', 'Z')]);

    /// <summary>Java's <c>\d</c>.</summary>
    public static CodePointSet Digits { get; } = CodePointSet.Range('0', '9');

    /// <summary>Java's <c>\s</c>.</summary>
    public static CodePointSet Spaces { get; } = CodePointSet.Of(" \t\n\v\f\r");

    /// <summary>Java's <c>\w</c>.</summary>
    public static CodePointSet Words { get; } = CodePointSet.Union([Letters, Digits, CodePointSet.Of("_")]);

    /// <summary>Java's <c>\h</c>.</summary>
    public static CodePointSet HorizontalSpaces { get; } = CodePointSet.Of(" \t\u00A0\u1680\u180E\u202F\u205F\u3000").Union(CodePointSet.Range(0x2000, 0x200A));

    /// <summary>Java's <c>\v</c>.</summary>
    public static CodePointSet VerticalSpaces { get; } = CodePointSet.Of("\n\v\f\r\u0085\u2028\u2029");

    /// <summary>Where Java's <c>.</c> stops.</summary>
    public static CodePointSet LineTerminators { get; } = CodePointSet.Of("\n\r\u0085\u2028\u2029");
}
