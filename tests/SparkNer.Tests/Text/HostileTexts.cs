using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Tests.Text;

/// <summary>Texts made of what the rules look at.</summary>
internal static class HostileTexts
{
    private static readonly string[] Pieces =
    [
        ".", ".", ".", ".", " ", " ", " ", ",", ";", ":", "!", "?", "*", "-", "(", ")", "[", "]", "\"", "'", "$", "|", "a", "b", "m", "p", "s", "C", "I", "Z", "_", "0",
        "7", "42", "\t", "\n", "\v", "\f", "\r", "\r\n", "\\n", "\\r", "\\t", "\0", "\u0001", "\u00a0", "\u0085", "\u2028", "\u2029", "\u3000", "\u0301", "é", "°", "中",
        "ש", "ↇ", "ↈ", "\uf050", "\uf051", "\uf052", "\uf053", "\uf054", "\uf055", "\uf056", "😀", "\ud83d", "\ude00", "Mr.", "etc", "e.g.", "no. ", "p.m.", "U.S.", "...",
        "1. ", "(a)", "'s ",
    ];

    /// <summary>Random texts, short ones first.</summary>
    public static Arbitrary<string> Arbitrary { get; } = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();
}
