namespace SparkNer.Onnx.Folders;

/// <summary>Names that someone may have meant.</summary>
internal static class NearbyNames
{
    /// <summary>At most three of the candidates that differ from a name by little, or hold it, or begin it; the nearest first.</summary>
    public static string[] Of(string name, IEnumerable<string> candidates)
    {
        string wanted = name.ToLowerInvariant();
        return [.. candidates
            .Select(candidate => (candidate, distance: Distance(wanted, candidate.ToLowerInvariant())))
            .Where(c => c.distance <= Math.Max(2, wanted.Length / 4) || (wanted.Length >= 3 && Holds(c.candidate.ToLowerInvariant(), wanted)))
            .OrderBy(c => c.distance)
            .ThenBy(c => c.candidate, StringComparer.Ordinal)
            .Take(3)
            .Select(c => c.candidate)];
    }

    private static bool Holds(string candidate, string wanted) =>
        candidate.Contains(wanted, StringComparison.Ordinal) || (candidate.Length >= 3 && wanted.Contains(candidate, StringComparison.Ordinal));

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        // File names: at most 255 long.
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
