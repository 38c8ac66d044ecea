using System.Collections.Frozen;
using System.Text;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.SparkNlp;

/// <summary>Unicode's canonical decomposition (NFD), which .NET offers only where ICU is.</summary>
internal static class CanonicalDecomposition
{
    private static readonly FrozenDictionary<int, string> Decompositions = ReadDecompositions();

    /// <summary>The text in NFD; the same object when nothing changes. A lone surrogate stays as it is.</summary>
    public static string Decompose(string text)
    {
        // Nothing below U+00C0 decomposes, and nothing below U+0300 combines.
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00BF') < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        foreach (Rune rune in EnumerateKeepingSurrogates(text, result))
        {
            int c = rune.Value;
            if (CodePointFacts.IsHangulSyllable(c))
            {
                (int lead, int vowel, int tail) = CodePointFacts.Jamo(c);
                result.Append((char)lead).Append((char)vowel);
                if (tail != 0)
                {
                    result.Append((char)tail);
                }
            }
            else if (Decompositions.TryGetValue(c, out string? decomposition))
            {
                result.Append(decomposition);
            }
            else
            {
                result.Append(rune.ToString());
            }
        }

        return Reorder(result.ToString());
    }

    // Runes of the text; a lone surrogate goes straight to the result, since it is no rune.
    private static IEnumerable<Rune> EnumerateKeepingSurrogates(string text, StringBuilder result)
    {
        for (int i = 0; i < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                yield return rune;
                i += rune.Utf16SequenceLength;
            }
            else
            {
                result.Append(text[i++]);
            }
        }
    }

    // Canonical ordering: a stable sort by combining class within each run of combining characters.
    private static string Reorder(string text)
    {
        List<(Rune Rune, int Class)>? run = null;
        StringBuilder? result = null;
        int copied = 0;
        for (int i = 0; i <= text.Length;)
        {
            int combiningClass = 0;
            int length = 1;
            Rune rune = default;
            if (i < text.Length && Rune.TryGetRuneAt(text, i, out rune))
            {
                combiningClass = CombiningClass(rune.Value);
                length = rune.Utf16SequenceLength;
            }

            if (combiningClass != 0)
            {
                (run ??= []).Add((rune, combiningClass));
            }
            else if (run is { Count: > 0 })
            {
                int runLength = run.Sum(r => r.Rune.Utf16SequenceLength);
                if (run.Count > 1)
                {
                    result ??= new StringBuilder(text.Length);
                    result.Append(text, copied, i - runLength - copied);
                    foreach ((Rune marked, _) in run.OrderBy(r => r.Class))
                    {
                        result.Append(marked.ToString());
                    }

                    copied = i;
                }

                run.Clear();
            }

            i += length;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    // The word pieces' table stands at Unicode 12.1, as Hugging Face's normalizer does; Java 17 knows the marks of Unicode 13 too.
    private static int CombiningClass(int codePoint) => codePoint switch
    {
        0x1ABF or 0x1AC0 => 220,
        0xA82C or 0x1193D or 0x1193E => 9,
        0x10EAB or 0x10EAC => 230,
        0x11943 => 7,
        0x16FF0 or 0x16FF1 => 6,
        _ => CodePointFacts.CombiningClass(codePoint),
    };

    private static FrozenDictionary<int, string> ReadDecompositions()
    {
        var map = new Dictionary<int, string>();
        foreach (Range range in CanonicalDecompositionTables.Decompositions.AsSpan().Split('\0'))
        {
            ReadOnlySpan<char> entry = CanonicalDecompositionTables.Decompositions.AsSpan()[range];
            if (entry.Length > 0)
            {
                Rune.DecodeFromUtf16(entry, out Rune from, out int consumed);
                map.Add(from.Value, entry[consumed..].ToString());
            }
        }

        return map.ToFrozenDictionary();
    }
}
