namespace SparkNer.Text;

/// <summary>A document into which custom bounds put breaks, and from which they may have taken text.</summary>
/// <param name="Text">The text; a break is one code unit of it.</param>
/// <param name="Breaks">Where the breaks are, ascending.</param>
/// <param name="Origins">For each code unit where it stood in the document; -1 for a break.</param>
internal sealed record BrokenText(string Text, IReadOnlyList<int> Breaks, IReadOnlyList<int> Origins)
{
    /// <summary>The stretch of the document that a stretch [begin, end) of this text came from, trimmed of breaks.</summary>
    public (int Begin, int End) Source(int begin, int end)
    {
        while (begin < end && (Origins[begin] < 0 || JavaText.IsTrimmed(Text[begin])))
        {
            begin++;
        }

        while (end > begin && (Origins[end - 1] < 0 || JavaText.IsTrimmed(Text[end - 1])))
        {
            end--;
        }

        return begin == end ? (0, 0) : (Origins[begin], Origins[end - 1] + 1);
    }
}
