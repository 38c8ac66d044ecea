using System.Globalization;

namespace SparkNer.Text;

/// <summary>The character properties of Java's regexes: <c>\p{...}</c>.</summary>
internal static class JavaProperties
{
    private static readonly Dictionary<string, Func<CodePointSet>> Posix = new(StringComparer.Ordinal)
    {
        ["Lower"] = () => CodePointSet.Range('a', 'z'),
        ["Upper"] = () => CodePointSet.Range('A', 'Z'),
        ["ASCII"] = () => CodePointSet.Range(0, 0x7F),
        ["Alpha"] = () => JavaClasses.Letters,
        ["Digit"] = () => JavaClasses.Digits,
        ["Alnum"] = () => JavaClasses.Letters.Union(JavaClasses.Digits),
        ["Punct"] = Punct,
        ["Graph"] = () => CodePointSet.Range('!', '~'),
        ["Print"] = () => CodePointSet.Range(' ', '~'),
        ["Blank"] = () => CodePointSet.Of(" \t"),
        ["Cntrl"] = () => CodePointSet.Union([CodePointSet.Range(0, 0x1F), CodePointSet.Range(0x7F, 0x7F)]),
        ["XDigit"] = () => CodePointSet.Union([JavaClasses.Digits, CodePointSet.Range('a', 'f'), CodePointSet.Range('A', 'F')]),
        ["Space"] = () => JavaClasses.Spaces,
        ["L1"] = () => CodePointSet.Range(0, 0xFF),
        ["all"] = () => CodePointSet.All,
        ["LC"] = () => Categories("Lu", "Ll", "Lt"),
        ["javaWhitespace"] = () => CodePointSet.Union([Categories("Z"), CodePointSet.Range(9, 13), CodePointSet.Range(0x1C, 0x1F)])
            .Complement().Union(CodePointSet.Of("\u00A0\u2007\u202F")).Complement(),
        ["javaSpaceChar"] = () => Categories("Z"),
        ["javaISOControl"] = () => Categories("Cc"),
        ["javaLetter"] = () => Categories("L"),
        ["javaDigit"] = () => Categories("Nd"),
        ["javaLetterOrDigit"] = () => Categories("L", "Nd"),
        ["javaTitleCase"] = () => Categories("Lt"),
        ["javaDefined"] = () => Categories("Cn").Complement(),
    };

    /// <summary>The binary properties (<c>\p{IsX}</c>) that general categories decide alone.</summary>
    private static readonly Dictionary<string, Func<CodePointSet>> Binary = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = () => Categories("L"),
        ["Digit"] = () => Categories("Nd"),
        ["Punctuation"] = () => Categories("P"),
        ["Control"] = () => Categories("Cc"),
        ["Titlecase"] = () => Categories("Lt"),
        ["Assigned"] = () => Categories("Cn").Complement(),
        ["White_Space"] = () => CodePointSet.Union([Categories("Z"), CodePointSet.Range(9, 13), CodePointSet.Range(0x85, 0x85)]),
        ["WhiteSpace"] = () => CodePointSet.Union([Categories("Z"), CodePointSet.Range(9, 13), CodePointSet.Range(0x85, 0x85)]),
    };

    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary>The set that a property's name stands for.</summary>
    /// <param name="name">What stands between the braces of <c>\p{...}</c>.</param>
    /// <returns>The set; null if there is no such property here.</returns>
    public static CodePointSet? Find(string name)
    {
        int equals = name.IndexOf('=');
        if (equals >= 0)
        {
            return name[..equals].ToLowerInvariant() is "gc" or "general_category" ? Category(name[(equals + 1)..]) : null;
        }

        if (name.StartsWith("Is", StringComparison.Ordinal))
        {
            string rest = name[2..];
            return Binary.TryGetValue(rest, out Func<CodePointSet>? binary) ? binary() : Category(rest);
        }

        return Posix.TryGetValue(name, out Func<CodePointSet>? posix) ? posix() : Category(name);
    }

    private static CodePointSet Punct() => CodePointSet.Union(
        [CodePointSet.Range('!', '/'), CodePointSet.Range(':', '@'), CodePointSet.Range('[', '`'), CodePointSet.Range('{', '~')]);

    private static CodePointSet Categories(params string[] names) => CodePointSet.Union(names.Select(n => Category(n)!));

    /// <summary>A general category (Lu) or a group of them (L); null if there is none of that name.</summary>
    private static CodePointSet? Category(string name)
    {
        CodePointSet[] sets = [.. Enumerable.Range(0, CategoryNames.Length)
            .Where(i => name.Length is 1 or 2 && CategoryNames[i].StartsWith(name, StringComparison.Ordinal))
            .Select(i => CodePointSet.Category((UnicodeCategory)i))];
        return sets.Length == 0 ? null : CodePointSet.Union(sets);
    }
}
