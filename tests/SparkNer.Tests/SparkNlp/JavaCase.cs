using System.Globalization;

namespace SparkNer.Tests.SparkNlp;

/// <summary>A text and what Java makes of it.</summary>
internal readonly record struct JavaCase(string Text, string Expected)
{
    /// <summary>Reads cases such as <c>41 42=61 62; 61=;</c>; an empty result is the text itself.</summary>
    public static JavaCase[] Read(string cases) => [.. cases
        .Split([';', '\n'], StringSplitOptions.TrimEntries)
        .Where(c => c.Contains('='))
        .Select(c => c.Split('='))
        .Select(sides => new JavaCase(Units(sides[0]), Units(sides[1].Length == 0 ? sides[0] : sides[1])))];

    /// <summary>A text that any console shows.</summary>
    public static string Show(string text) => string.Join(' ', text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));

    /// <summary>Compares all cases, and shows those that differ.</summary>
    public static void AssertAll(string cases, int atLeast, Func<string, string> actual)
    {
        JavaCase[] read = Read(cases);
        Assert.True(read.Length >= atLeast, $"Only {read.Length} cases were read.");
        Assert.Empty(read.Where(c => actual(c.Text) != c.Expected).Select(c => $"{Show(c.Text)}: {Show(actual(c.Text))}, not {Show(c.Expected)}"));
    }

    private static string Units(string hexadecimal) => string.Concat(hexadecimal
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(u => (char)int.Parse(u, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
