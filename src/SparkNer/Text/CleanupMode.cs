namespace SparkNer.Text;

/// <summary>How a <see cref="DocumentAssembler"/> cleans a text. "White space" is Java's <c>\s</c>: space, tab, LF, VT, FF and CR; "written out" means the
/// two characters backslash and n (or t), with or without a backslash and r before the former.</summary>
public enum CleanupMode
{
    /// <summary>Nothing is changed.</summary>
    Disabled,

    /// <summary>Each white-space character becomes one space; the length stays.</summary>
    Inplace,

    /// <summary>Each white-space character and each written-out <c>\n</c>, <c>\r\n</c> or <c>\t</c> becomes one space.</summary>
    InplaceFull,

    /// <summary>Trimmed; each run of white space becomes one space.</summary>
    Shrink,

    /// <summary>Trimmed; each run of white space, of written-out <c>\n</c> and of written-out <c>\t</c> becomes one space.</summary>
    ShrinkFull,

    /// <summary>A white-space character with LF or tab right after it becomes, together with it, one space.</summary>
    Each,

    /// <summary>Like <see cref="Each"/>, also with a written-out <c>\n</c>, <c>\r\n</c> or <c>\t</c> right after it.</summary>
    EachFull,

    /// <summary>Trimmed; written-out <c>\n</c>, <c>\r\n</c> and <c>\t</c> are deleted.</summary>
    DeleteFull,
}
