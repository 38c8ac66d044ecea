using System.Text.Json;
using System.Text.RegularExpressions;
using SparkNer.Testing;
using SparkNer.WordPieces;

namespace SparkNer.Tests.WordPieces;

/// <summary>Ids, pieces, offsets, word ids and windows against the reference library's, in every golden case.</summary>
public sealed class GoldenTokenizerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Basic_texts_have_the_pieces_of_the_reference(bool cased)
    {
        WordPieceTokenizer tokenizer = Tokenizers.For(cased);
        var pieces = new PieceBuffer();
        int cases = 0;
        foreach (JsonElement row in Golden.Lines("hf", "tokenizer", cased ? "basic.cased.jsonl.gz" : "basic.uncased.jsonl.gz"))
        {
            string text = row.GetProperty("text").GetString()!;
            pieces.Clear();
            tokenizer.Encode(text, pieces);
            AssertSame(
                text,
                Tokenizers.Show(row.GetProperty("ids"), row.GetProperty("offsets"), row.GetProperty("word_ids")),
                Tokenizers.Show(tokenizer, pieces, new PieceWindow(0, pieces.Count)));
            Assert.Equal(
                row.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()),
                row.GetProperty("ids").EnumerateArray().Select(i => tokenizer.GetPiece(i.GetInt32())));
            cases++;
        }

        Assert.Equal(1940, cases);
    }

    [Fact]
    public void Random_texts_have_the_pieces_of_the_reference()
    {
        var pieces = new PieceBuffer();
        int cases = 0;
        foreach (JsonElement row in Golden.Lines("hf", "tokenizer", "fuzz.jsonl.gz"))
        {
            string text = row.GetProperty("text").GetString()!;
            foreach (bool cased in (bool[])[true, false])
            {
                WordPieceTokenizer tokenizer = Tokenizers.For(cased);
                JsonElement expected = row.GetProperty(cased ? "cased" : "uncased");
                pieces.Clear();
                tokenizer.Encode(text, pieces);
                string actual = Regex.Replace(Tokenizers.Show(tokenizer, pieces, new PieceWindow(0, pieces.Count)), @",(\d+|null)\)", ")");
                AssertSame(text, Tokenizers.Show(expected.GetProperty("ids"), expected.GetProperty("offsets"), null), actual);
            }

            cases++;
        }

        Assert.Equal(3000, cases);
    }

    [Fact]
    public void Long_texts_have_the_windows_of_the_reference()
    {
        Dictionary<int, string> texts = Golden.Lines("hf", "tokenizer", "truncation.texts.jsonl.gz")
            .ToDictionary(t => t.GetProperty("text_id").GetInt32(), t => t.GetProperty("text").GetString()!);
        Assert.Equal(61, texts.Count);
        var pieces = new PieceBuffer();
        int cases = 0;
        foreach (JsonElement row in Golden.Lines("hf", "tokenizer", "truncation.jsonl.gz"))
        {
            string text = texts[row.GetProperty("text_id").GetInt32()];
            pieces.Clear();
            Tokenizers.For(row.GetProperty("cased").GetBoolean()).Encode(text, pieces);
            AssertWindows(text, row, pieces);
            cases++;
        }

        Assert.Equal(728, cases);
    }

    [Fact]
    public void Given_words_have_the_windows_of_the_reference()
    {
        var words = new Dictionary<int, string[]>();
        var pieces = new PieceBuffer();
        int cases = 0;
        foreach (JsonElement row in Golden.Lines("hf", "tokenizer", "words.jsonl.gz"))
        {
            int id = row.GetProperty("id").GetInt32();
            if (row.TryGetProperty("words", out JsonElement listed))
            {
                words[id] = [.. listed.EnumerateArray().Select(w => w.GetString()!)];
            }

            pieces.Clear();
            Tokenizers.For(row.GetProperty("cased").GetBoolean()).EncodeWords(words[id], pieces);
            AssertWindows(string.Join('|', words[id]), row, pieces);
            cases++;
        }

        Assert.Equal(1084, cases);
    }

    private static void AssertWindows(string text, JsonElement row, PieceBuffer pieces)
    {
        WordPieceTokenizer tokenizer = Tokenizers.For(row.GetProperty("cased").GetBoolean());
        int? maxLength = row.GetProperty("max_length").ValueKind == JsonValueKind.Null ? null : row.GetProperty("max_length").GetInt32();
        IReadOnlyList<PieceWindow> windows = WordPieceTokenizer.Windows(pieces.Count, maxLength, row.GetProperty("stride").GetInt32());
        AssertSame(
            text,
            string.Join("\n", row.GetProperty("windows").EnumerateArray().Select(
                w => Tokenizers.Show(w.GetProperty("ids"), w.GetProperty("offsets"), w.GetProperty("word_ids")))),
            string.Join("\n", windows.Select(w => Tokenizers.Show(tokenizer, pieces, w))));
    }

    private static void AssertSame(string text, string expected, string actual)
    {
        if (expected != actual)
        {
            Assert.Fail($"text     {JsonSerializer.Serialize(text)}\nexpected {expected}\nactual   {actual}");
        }
    }
}
