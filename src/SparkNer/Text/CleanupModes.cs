using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Text;

/// <summary>The names of the clean-up modes, as Spark NLP's <c>cleanupMode</c> parameter writes them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CleanupModes
{
    private static readonly string[] AllNames = ["disabled", "inplace", "inplace_full", "shrink", "shrink_full", "each", "each_full", "delete_full"];

    /// <summary>All names, in the order of <see cref="CleanupMode"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = AllNames.AsReadOnly();

    /// <summary>The name of a mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public static string NameOf(CleanupMode mode) =>
        (uint)mode < (uint)AllNames.Length ? AllNames[(int)mode] : throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such clean-up mode.");

    /// <summary>Reads a mode's name. White space around it and upper case do not matter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="mode">The mode; <see cref="CleanupMode.Disabled"/> if there is none of that name.</param>
    /// <param name="error">What is wrong with the name, with the allowed ones; null if nothing is.</param>
    /// <returns>Whether there is a mode of that name.</returns>
    public static bool TryParse(string? name, out CleanupMode mode, [NotNullWhen(false)] out string? error)
    {
        string wanted = (name ?? "").Trim().ToLowerInvariant();
        int index = Array.IndexOf(AllNames, wanted);
        mode = index < 0 ? CleanupMode.Disabled : (CleanupMode)index;
        error = index < 0 ? $"Cleanup mode possible values: {string.Join(", ", AllNames)}. Received: {wanted}" : null;
        return index >= 0;
    }

    /// <summary>Reads a mode's name. White space around it and upper case do not matter.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no mode of that name; the message lists the allowed ones.</exception>
    public static CleanupMode Parse(string? name) =>
        TryParse(name, out CleanupMode mode, out string? error) ? mode : throw new ArgumentException(error, nameof(name));
}
