namespace SparkNer.Cli.Options;

/// <summary>What values an option takes, on the command line and in a configuration file alike.</summary>
internal enum OptionKind
{
    /// <summary>Any text: a <see cref="string"/>.</summary>
    Text,

    /// <summary>A whole number: an <see cref="int"/>.</summary>
    Integer,

    /// <summary>A number: a <see cref="double"/>.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>, to be written out: a <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A switch: given alone it means true. A <see cref="bool"/>.</summary>
    Flag,

    /// <summary>One of the spec's choices: a <see cref="string"/>, spelt as in the list of choices.</summary>
    Choice,

    /// <summary>A list of texts, comma separated on the command line: an <see cref="IReadOnlyList{T}"/> of strings.</summary>
    List,

    /// <summary>A list of choices.</summary>
    ChoiceList,

    /// <summary>Two texts, one after the other: an <see cref="IReadOnlyList{T}"/> of strings. On the command line only.</summary>
    Two,

    /// <summary><c>NAME=VALUE</c>, given as often as needed: an <see cref="IReadOnlyList{T}"/> of key-value pairs of strings. On the command line only.</summary>
    Pairs,
}
