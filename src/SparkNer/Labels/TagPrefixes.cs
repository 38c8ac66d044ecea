namespace SparkNer.Labels;

/// <summary>Which letters are prefixes in a scheme. A label that starts with another letter and a hyphen (<c>S-Class</c> in an IOB2 list) stays whole.</summary>
internal static class TagPrefixes
{
    /// <summary>The label of a token outside all entities.</summary>
    public const string Outside = "O";

    /// <summary>All letters of all schemes: for labels of which no list is known.</summary>
    public const string All = "BIESLU";

    /// <summary>The length of a prefix with its hyphen.</summary>
    public const int Length = 2;

    /// <summary>The prefix letters of a scheme.</summary>
    public static string LettersOf(TagScheme scheme) => scheme switch
    {
        TagScheme.Schemeless => "",
        TagScheme.Iobes => "BIES",
        TagScheme.Bilou => "BILU",
        _ => "BI",
    };

    /// <summary>The prefix of a label, given the letters that count as one.</summary>
    public static TagPrefix Of(ReadOnlySpan<char> label, string letters)
    {
        if (label is ['O'])
        {
            return TagPrefix.Outside;
        }

        if (label.Length < Length || label[1] != '-' || !letters.Contains(label[0]))
        {
            return TagPrefix.None;
        }

        return label[0] switch
        {
            'B' => TagPrefix.Begin,
            'I' => TagPrefix.Inside,
            'E' or 'L' => TagPrefix.End,
            _ => TagPrefix.Single,
        };
    }

    /// <summary>Where the type starts in a label with this prefix.</summary>
    public static int TypeStart(TagPrefix prefix) => prefix is TagPrefix.None or TagPrefix.Outside ? 0 : Length;

    /// <summary>Finds the scheme of a list; the rule is <see cref="LabelSet.Scheme"/>'s.</summary>
    public static TagScheme Detect(IReadOnlyList<string> names)
    {
        var lettersByType = new Dictionary<string, string>();
        int whole = 0;
        foreach (string name in names)
        {
            TagPrefix prefix = Of(name, All);
            if (prefix == TagPrefix.None)
            {
                whole++;
            }
            else if (prefix != TagPrefix.Outside)
            {
                string type = name[Length..];
                lettersByType[type] = lettersByType.GetValueOrDefault(type, "") + name[0];
            }
        }

        bool HasBoth(string letters, string some, string others) => letters.Any(a => some.Contains(a) && letters.Any(b => b != a && others.Contains(b)));
        int TypesWithBoth(string some, string others) => lettersByType.Values.Count(letters => HasBoth(letters, some, others));
        bool Any(char letter) => lettersByType.Values.Any(letters => letters.Contains(letter));
        if ((whole > 0 && TypesWithBoth(All, All) == 0) || (!Any('B') && !Any('I')))
        {
            return TagScheme.Schemeless;
        }

        int iobes = TypesWithBoth("ES", "BIES");
        int bilou = TypesWithBoth("LU", "BILU");
        if (iobes + bilou > 0)
        {
            return iobes >= bilou ? TagScheme.Iobes : TagScheme.Bilou;
        }

        if (!Any('B'))
        {
            return TagScheme.Io;
        }

        // In IOB2 no entity starts without B-: a type that has I- alone can only be IOB1's.
        return lettersByType.Values.Any(letters => letters.Contains('I') && !letters.Contains('B')) ? TagScheme.Iob1 : TagScheme.Iob2;
    }
}
