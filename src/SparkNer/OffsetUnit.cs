namespace SparkNer;

/// <summary>What offsets count. They differ after the first character beyond U+FFFF, such as an emoji.</summary>
public enum OffsetUnit
{
    /// <summary>UTF-16 code units: indices of a .NET, Java or JavaScript string.</summary>
    Utf16,

    /// <summary>Unicode code points: indices of a Python string.</summary>
    CodePoints,
}
