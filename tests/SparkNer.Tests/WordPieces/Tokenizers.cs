using System.Text;
using System.Text.Json;
using SparkNer.Testing;
using SparkNer.WordPieces;

namespace SparkNer.Tests.WordPieces;

/// <summary>The two tokenizers of the golden files, loaded once, and what the tests of word pieces share.</summary>
internal static class Tokenizers
{
    private static readonly Lazy<WordPieceTokenizer> LazyCased = new(() => FromVocabulary("tiny-distilbert-cased", lowerCase: false));
    private static readonly Lazy<WordPieceTokenizer> LazyUncased = new(() => FromVocabulary("tiny-bert-uncased", lowerCase: true));

    public static WordPieceTokenizer Cased => LazyCased.Value;

    public static WordPieceTokenizer Uncased => LazyUncased.Value;

    public static WordPieceTokenizer For(bool cased) => cased ? Cased : Uncased;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static PieceBuffer Encode(WordPieceTokenizer tokenizer, string text)
    {
        var pieces = new PieceBuffer();
        tokenizer.Encode(text, pieces);
        return pieces;
    }

    /// <summary>One window as the golden files write it, with [CLS] and [SEP] around it.</summary>
    public static string Show(WordPieceTokenizer tokenizer, PieceBuffer pieces, PieceWindow window)
    {
        var text = new StringBuilder($"{tokenizer.ClsId}(0,0,null)");
        for (int i = window.Start; i < window.Start + window.Count; i++)
        {
            text.Append($" {pieces.Ids[i]}({pieces.Starts[i]},{pieces.Ends[i]},{pieces.WordIds[i]})");
        }

        return text.Append($" {tokenizer.SepId}(0,0,null)").ToString();
    }

    /// <summary>The same of a golden file's ids, flat offsets and word ids.</summary>
    public static string Show(JsonElement ids, JsonElement offsets, JsonElement? wordIds)
    {
        var text = new StringBuilder();
        for (int i = 0; i < ids.GetArrayLength(); i++)
        {
            // Pairs, or all offsets in one list.
            bool pairs = offsets[0].ValueKind == JsonValueKind.Array;
            JsonElement start = pairs ? offsets[i][0] : offsets[2 * i];
            JsonElement end = pairs ? offsets[i][1] : offsets[(2 * i) + 1];
            text.Append(i == 0 ? "" : " ").Append($"{ids[i].GetInt32()}({start.GetInt32()},{end.GetInt32()}");
            text.Append(wordIds is { } words ? $",{words[i].GetRawText()})" : ")");
        }

        return text.ToString();
    }

    private static WordPieceTokenizer FromVocabulary(string model, bool lowerCase) => WordPieceTokenizer.Load(new TokenizerFiles
    {
        VocabTxt = File.ReadAllBytes(Golden.PathOf("spark-nlp", "models", model, "assets", "vocab.txt")),
        TokenizerConfigJson = Bytes($"{{\"do_lower_case\": {(lowerCase ? "true" : "false")}}}"),
    });
}
