using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Text;

/// <summary>The names of the strategies, as Spark NLP's <c>customBoundsStrategy</c> parameter writes them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomBoundsStrategies
{
    private static readonly string[] AllNames = ["none", "prepend", "append"];

    /// <summary>All names, in the order of <see cref="CustomBoundsStrategy"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = AllNames.AsReadOnly();

    /// <summary>Reads a strategy's name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="strategy">The strategy; <see cref="CustomBoundsStrategy.None"/> if there is none of that name.</param>
    /// <param name="error">What is wrong with the name, with the allowed ones; null if nothing is.</param>
    /// <returns>Whether there is a strategy of that name.</returns>
    public static bool TryParse(string? name, out CustomBoundsStrategy strategy, [NotNullWhen(false)] out string? error)
    {
        int index = Array.IndexOf(AllNames, name);
        strategy = index < 0 ? CustomBoundsStrategy.None : (CustomBoundsStrategy)index;
        error = index < 0 ? $"{name} is not a valid strategy for custom bounds. Possible Values: ({string.Join(", ", AllNames)})." : null;
        return index >= 0;
    }

    /// <summary>Reads a strategy's name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no strategy of that name; the message lists the allowed ones.</exception>
    public static CustomBoundsStrategy Parse(string? name) =>
        TryParse(name, out CustomBoundsStrategy strategy, out string? error) ? strategy : throw new ArgumentException(error, nameof(name));
}
