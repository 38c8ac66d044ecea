namespace SparkNer;

/// <summary>A stretch of a text: UTF-16 code units, from 0, <see cref="End"/> inclusive.</summary>
/// <param name="Begin">The first code unit.</param>
/// <param name="End">The last code unit; <c>Begin - 1</c> for an empty stretch.</param>
public readonly record struct TextSpan(int Begin, int End)
{
    /// <summary>The number of code units.</summary>
    public int Length => End - Begin + 1;
}
