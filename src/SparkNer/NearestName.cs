namespace SparkNer;

/// <summary>The known names that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    // The cost is quadratic, and what was typed may be anything. File names have at most 255 characters.
    private const int LongestCompared = 255;

    /// <summary>The nearest of some names, or null where none is near enough to be worth a guess.</summary>
    /// <param name="typed">What was asked for.</param>
    /// <param name="known">What there is.</param>
    public static string? Find(string typed, IEnumerable<string> known)
    {
        string wanted = Plain(typed);
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in known)
        {
            string candidate = Plain(name);
            int distance = Distance(wanted, candidate);

            // A cut-off name ("--agg", "doc") is far in edits but not in meaning.
            if (wanted.Length >= 2 && candidate.StartsWith(wanted, StringComparison.Ordinal))
            {
                distance = Math.Min(distance, 1);
            }

            if (distance < bestDistance && IsNear(distance, wanted, candidate))
            {
                best = name;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>" Did you mean 'x'?", or nothing.</summary>
    /// <param name="typed">What was asked for.</param>
    /// <param name="known">What there is.</param>
    public static string Hint(string typed, IEnumerable<string> known) => Find(typed, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>At most three of some names: those that are near, hold what was asked for or are held by it; the nearest first.</summary>
    /// <param name="typed">What was asked for.</param>
    /// <param name="known">What there is.</param>
    public static string[] Several(string typed, IEnumerable<string> known)
    {
        string wanted = Plain(typed);
        return [.. known
            .Select(name => (Name: name, Plain: Plain(name)))
            .Select(c => (c.Name, c.Plain, Distance: Distance(wanted, c.Plain)))
            .Where(c => IsNear(c.Distance, wanted, c.Plain) || Holds(c.Plain, wanted) || Holds(wanted, c.Plain))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(c => c.Name)];
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that lead from one name to the other.</summary>
    internal static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }

    // Two slips, or a third of the shorter name; one where there are few letters. Never the whole name.
    private static bool IsNear(int distance, string wanted, string candidate)
    {
        int shorter = Math.Min(wanted.Length, candidate.Length);
        return distance <= (shorter < 4 ? 1 : Math.Max(2, shorter / 3)) && distance < Math.Max(1, candidate.Length);
    }

    private static bool Holds(string outer, string inner) => inner.Length >= 3 && outer.Contains(inner, StringComparison.Ordinal);

    // camelCase, kebab-case and snake_case of one name are the same name here.
    private static string Plain(string name)
    {
        string plain = name.TrimStart('-').Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.Length <= LongestCompared ? plain : plain[..LongestCompared];
    }
}
