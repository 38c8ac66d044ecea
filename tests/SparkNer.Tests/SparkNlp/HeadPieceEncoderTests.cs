using SparkNer.SparkNlp;
using SparkNer.Tests.Pipeline;
using SparkNer.WordPieces;

namespace SparkNer.Tests.SparkNlp;

public sealed class HeadPieceEncoderTests
{
    private static readonly WordPieceTokenizer Vocabulary = Scripted.CasedVocabulary(
        "don", "'", "cafe", "un", "##aff", "##able", "(", "\u4E2D", "Oslo", "oslo", "\u201Coslo", "\u03BF\u03C2", "\u03C3\u03BF", "\u05F3", "##e", "i");

    [Theory]
    [InlineData("don't", "don@5")]
    [InlineData("'tis", "'@5")]
    [InlineData("unaffable", "un@5 ##aff@7 ##able@10")]
    [InlineData("(oslo)", "(@5")]
    [InlineData("\u4E2Doslo", "\u4E2D@5")]
    [InlineData("oslo\u4E2D", "oslo@5")]
    [InlineData("nowhere", "[UNK]@5")]
    [InlineData("unaffle", "[UNK]@5")]
    public void Only_what_stands_before_the_first_cut_is_encoded(string token, string expected) => Assert.Equal(expected, Encode(token));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u0001\u0085\uFFFD")]
    [InlineData("\u2003\u3000")]
    [InlineData("\u0301\u0302")]
    public void What_holds_no_part_has_no_pieces(string token) => Assert.Equal("", Encode(token));

    [Fact]
    public void What_Java_calls_no_white_space_is_part_of_the_word()
    {
        Assert.Equal("[UNK]@5", Encode("oslo\u00A0un"));
        Assert.Equal("oslo@5", Encode("oslo\u2003un"));
        Assert.Equal("oslo@6", Encode("\u2003oslo"));
    }

    [Fact]
    public void Only_characters_that_Unicode_names_punctuation_cut()
    {
        // The curly quote's name is LEFT DOUBLE QUOTATION MARK; geresh is HEBREW PUNCTUATION GERESH.
        Assert.Equal("\u201Coslo@5", Encode("\u201Coslo"));
        Assert.Equal("\u05F3@5", Encode("\u05F3oslo"));
    }

    [Fact]
    public void Accents_go_and_offsets_count_what_is_left()
    {
        Assert.Equal("cafe@5", Encode("caf\u00E9"));
        Assert.Equal("un@5 ##aff@7 ##e@10", Encode("u\u0301n\u0323aff\u00E9"));
        Assert.Equal("[UNK]@5", Encode("cafe\u05B0"));
    }

    [Fact]
    public void Case_is_kept_unless_asked()
    {
        Assert.Equal("Oslo@5", Encode("Oslo"));
        Assert.Equal("oslo@5", Encode("OSLO", caseSensitive: false));
        Assert.Equal("[UNK]@5", Encode("OSLO"));

        // The sigma is looked at in the whole token, before it is cut; U+0130's dot is an accent.
        Assert.Equal("\u03BF\u03C2@5", Encode("\u039F\u03A3", caseSensitive: false));
        Assert.Equal("[UNK]@5", Encode("\u039F\u03A3-\u039F", caseSensitive: false));
        Assert.Equal("i@5", Encode("\u0130", caseSensitive: false));
    }

    [Fact]
    public void A_part_of_more_than_200_units_is_unknown()
    {
        WordPieceTokenizer vocabulary = Scripted.CasedVocabulary("a", "##a");
        Assert.Equal(200, Pieces(vocabulary, new string('a', 200)).Count);
        Assert.Equal([(vocabulary.UnkId, 0)], Pieces(vocabulary, new string('a', 201)));

        // Accents do not count: they go before it is measured.
        Assert.Equal(200, Pieces(vocabulary, string.Concat(Enumerable.Repeat("a\u0301", 200))).Count);
    }

    [Fact]
    public void Pieces_are_appended_to_those_of_earlier_tokens()
    {
        var encoder = new HeadPieceEncoder(Vocabulary, true);
        List<int> ids = [];
        List<int> begins = [];
        encoder.Encode("unaffable", 0, ids, begins);
        encoder.Encode("nowhere", 10, ids, begins);
        encoder.Encode("oslo", 20, ids, begins);
        Assert.Equal(["un", "##aff", "##able", "[UNK]", "oslo"], ids.Select(Vocabulary.GetPiece));
        Assert.Equal([0, 2, 5, 10, 20], begins);
    }

    private static List<(int Id, int Begin)> Pieces(WordPieceTokenizer vocabulary, string token, int begin = 0, bool caseSensitive = true)
    {
        List<int> ids = [];
        List<int> begins = [];
        new HeadPieceEncoder(vocabulary, caseSensitive).Encode(token, begin, ids, begins);
        return [.. ids.Zip(begins)];
    }

    private static string Encode(string token, bool caseSensitive = true) =>
        string.Join(' ', Pieces(Vocabulary, token, 5, caseSensitive).Select(p => $"{Vocabulary.GetPiece(p.Id)}@{p.Begin}"));
}
