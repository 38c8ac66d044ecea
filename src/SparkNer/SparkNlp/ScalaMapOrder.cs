namespace SparkNer.SparkNlp;

/// <summary>The order in which a Scala 2.12 immutable map of strings is walked, so that files can be equal to Spark NLP's to the byte.</summary>
internal static class ScalaMapOrder
{
    /// <summary>The keys in Scala's order: up to four as given, more as its hash trie holds them (the lowest five bits of the hash first).</summary>
    public static string[] Sort(IReadOnlyList<string> keys) =>
        keys.Count <= 4 ? [.. keys] : [.. keys.OrderBy(k => TriePath(Improve(JavaHash(k))))];

    private static int JavaHash(string text)
    {
        int hash = 0;
        foreach (char c in text)
        {
            hash = unchecked((31 * hash) + c);
        }

        return hash;
    }

    private static uint Improve(int hash)
    {
        unchecked
        {
            int h = hash + ~(hash << 9);
            h ^= (int)((uint)h >> 14);
            h += h << 4;
            return (uint)(h ^ (int)((uint)h >> 10));
        }
    }

    // The five-bit steps from the root down, the first one most significant.
    private static ulong TriePath(uint hash)
    {
        ulong path = 0;
        for (int shift = 0; shift < 35; shift += 5)
        {
            path = (path << 5) | ((hash >> shift) & 31);
        }

        return path;
    }
}
