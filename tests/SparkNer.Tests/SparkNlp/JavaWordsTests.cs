using SparkNer.SparkNlp;

namespace SparkNer.Tests.SparkNlp;

/// <summary>Breaks as Java 17's BreakIterator.getWordInstance(Locale.ENGLISH) answers isBoundary, at the places behind whole code points.</summary>
public sealed class JavaWordsTests
{
    [Theory]
    [InlineData("don't stop", 0, 5, 6)]
    [InlineData("a1.5b-c", 0)]
    [InlineData("a''b", 0, 1, 2, 3)]
    [InlineData("a,b", 0, 1, 2)]
    [InlineData("1,5", 0)]
    [InlineData("1-5", 0, 1, 2)]
    [InlineData("a\u0301'\u0301b", 0, 2, 4)]
    [InlineData("a\u00ADb", 0)]
    [InlineData("a\u0964b", 0, 2)]
    [InlineData("a\u200Db", 0)]
    [InlineData("a\u3042b", 0, 1, 2)]
    public void Words_begin_where_Java_lets_them(string text, params int[] expected) => Assert.Equal(expected, Starts(text));

    [Fact]
    public void Behind_a_surrogate_pair_there_is_a_break_but_for_the_first()
    {
        Assert.Equal([0, 4], Starts("aB\U00010400c"));
        Assert.Equal([0], Starts("\U00010400c"));
    }

    private static int[] Starts(string text)
    {
        bool[] starts = JavaWords.Starts(text);
        return [.. Enumerable.Range(0, text.Length).Where(i => starts[i])];
    }
}
