using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Tests.Submit;

public sealed class ShellTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("local[2]", "'local[2]'")]
    [InlineData("", "''")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("spark.x=a b", "'spark.x=a b'")]
    [InlineData("x.tar.gz#sparkner", "'x.tar.gz#sparkner'")]
    [InlineData("~", "'~'")]
    public void A_word_is_quoted_where_it_must_be(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));

    [Fact]
    public void A_shell_reads_the_words_back()
    {
        Gen<string> word = Gen.Elements("a", " ", "'", "\"", "$HOME", "`id`", "\\", "*", "!", "#", ";", "\n", "é", "~", "=", "{a,b}").ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(word.ListOf().Select(words => words.ToArray()).ToArbitrary(), words => Assert.Equal(words, Echo(words))).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    private static string[] Echo(string[] words)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"printf '%s\\0' {ShellText.Join(words)}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // Without words printf writes one empty one.
        return words.Length == 0 ? [] : output.Split('\0')[..^1];
    }
}
