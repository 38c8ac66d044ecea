using System.Diagnostics;
using System.Text;

namespace SparkNer.Text;

/// <summary>Puts a break at each match of the user's own bounds.</summary>
internal sealed class CustomBounds
{
    /// <summary>What later bounds see where an earlier one broke the text; the character that Spark NLP uses.</summary>
    private const char BreakMark = '\uF050';

    private readonly JavaPattern[] _bounds;
    private readonly CustomBoundsStrategy _strategy;

    public CustomBounds(IReadOnlyList<string> bounds, CustomBoundsStrategy strategy, TimeSpan timeout)
    {
        _bounds = [.. bounds.Select(b => JavaPattern.Compile(b, "customBounds", timeout))];
        _strategy = strategy;
    }

    /// <summary>The document with all bounds applied, one after another.</summary>
    /// <exception cref="PatternTimeoutException">It took too long.</exception>
    public BrokenText Break(string document, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        string text = LoneSurrogates.Without(document);
        var origins = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            origins.Add(i);
        }

        foreach (JavaPattern bound in _bounds)
        {
            (text, origins) = Apply(bound, text, origins, started, cancellationToken);
        }

        return new BrokenText(text, [.. Enumerable.Range(0, text.Length).Where(i => origins[i] < 0)], origins);
    }

    private (string Text, List<int> Origins) Apply(JavaPattern bound, string text, List<int> origins, long started, CancellationToken cancellationToken)
    {
        var newText = new StringBuilder(text.Length);
        var newOrigins = new List<int>(text.Length);
        int copied = 0;
        foreach ((int begin, int length) in bound.Matches(text, started))
        {
            cancellationToken.ThrowIfCancellationRequested();
            CopyTo(_strategy == CustomBoundsStrategy.Append ? begin + length : begin);
            newText.Append(BreakMark);
            newOrigins.Add(-1);
            if (_strategy == CustomBoundsStrategy.None)
            {
                copied = begin + length;
            }
        }

        CopyTo(text.Length);
        return (newText.ToString(), newOrigins);

        void CopyTo(int end)
        {
            newText.Append(text, copied, end - copied);
            newOrigins.AddRange(origins[copied..end]);
            copied = end;
        }
    }
}
