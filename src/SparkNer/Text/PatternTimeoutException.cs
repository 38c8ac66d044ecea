namespace SparkNer.Text;

/// <summary>A pattern of the user's took longer on one text than it may. The text gets no annotations; others are not concerned.</summary>
public sealed class PatternTimeoutException : TimeoutException
{
    /// <summary>An exception about a pattern.</summary>
    /// <param name="pattern">The pattern, as the user wrote it.</param>
    /// <param name="option">The option that holds it.</param>
    /// <param name="limit">The time that it may take on one text.</param>
    /// <param name="innerException">What ended the match; null if the match itself ended in time.</param>
    public PatternTimeoutException(string pattern, string option, TimeSpan limit, Exception? innerException = null)
        : base(FormattableString.Invariant($"{option}: the pattern '{pattern}' took longer than {limit.TotalSeconds:0.###} s on one text."), innerException)
    {
        Pattern = pattern;
        Option = option;
        Limit = limit;
    }

    /// <summary>The pattern, as the user wrote it.</summary>
    public string Pattern { get; }

    /// <summary>The option that holds the pattern, by its name in Spark NLP.</summary>
    public string Option { get; }

    /// <summary>The time that a pattern may take on one text.</summary>
    public TimeSpan Limit { get; }
}
