using System.Text;
using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary><c>sparkner tokenize</c> gives the golden files' ids, tokens, offsets and word ids.</summary>
public sealed class TokenizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Texts_give_one_window(bool cased)
    {
        List<JsonElement> expected = [.. Golden.Lines("hf", "tokenizer", $"basic.{(cased ? "cased" : "uncased")}.jsonl.gz")];

        RealRun run = RealRun.WithInput(Lines(expected.Select(r => r.GetProperty("text"))), "tokenize", "--model", Vocabulary(cased)).Ok();

        List<JsonElement> actual = run.Rows;
        Assert.Equal(1940, actual.Count);
        Assert.All(expected.Zip(actual), p =>
        {
            JsonElement window = Assert.Single(p.Second.GetProperty("windows").EnumerateArray());
            foreach (string key in new[] { "ids", "tokens", "offsets", "word_ids" })
            {
                Assert.True(JsonElement.DeepEquals(p.First.GetProperty(key), window.GetProperty(key)), $"{p.First.GetProperty("id")} {key}: {p.First.GetProperty(key)} != {window.GetProperty(key)}");
            }
        });
    }

    [Fact]
    public void Long_texts_give_windows()
    {
        Dictionary<int, JsonElement> texts = Golden.Lines("hf", "tokenizer", "truncation.texts.jsonl.gz").ToDictionary(t => t.GetProperty("text_id").GetInt32(), t => t.GetProperty("text"));
        int rows = 0;
        foreach (IGrouping<(bool Cased, int MaxLength, int Stride), JsonElement> group in Golden.Lines("hf", "tokenizer", "truncation.jsonl.gz").GroupBy(Settings))
        {
            RealRun run = RealRun.WithInput(
                Lines(group.Select(r => texts[r.GetProperty("text_id").GetInt32()])),
                "tokenize", "--model", Vocabulary(group.Key.Cased), "--max-length", $"{group.Key.MaxLength}", "--stride", $"{group.Key.Stride}").Ok();
            Assert.All(group.Zip(run.Rows, (e, a) => (e, a)), p => AssertWindows(p.e, p.a));
            rows += run.Rows.Count;
        }

        Assert.Equal(728, rows);
    }

    [Fact]
    public void Words_have_offsets_of_their_own()
    {
        var words = new Dictionary<(string, bool), JsonElement>();
        int rows = 0;
        List<JsonElement> golden = [.. Golden.Lines("hf", "tokenizer", "words.jsonl.gz")];
        foreach (JsonElement row in golden.Where(r => r.TryGetProperty("words", out _)))
        {
            words[(row.GetProperty("id").ToString(), row.GetProperty("cased").GetBoolean())] = row.GetProperty("words");
        }

        JsonElement WordsOf(JsonElement row) => words.TryGetValue((row.GetProperty("id").ToString(), row.GetProperty("cased").GetBoolean()), out JsonElement own)
            ? own
            : words[(row.GetProperty("id").ToString(), !row.GetProperty("cased").GetBoolean())];
        foreach (IGrouping<(bool Cased, int MaxLength, int Stride), JsonElement> group in golden.GroupBy(Settings))
        {
            string[] length = group.Key.MaxLength < 0 ? [] : ["--max-length", $"{group.Key.MaxLength}", "--stride", $"{group.Key.Stride}"];
            RealRun run = RealRun.WithInput(
                string.Concat(group.Select(r => $"{{\"words\":{WordsOf(r).GetRawText()}}}\n")), ["tokenize", "--model", Vocabulary(group.Key.Cased), .. length]).Ok();
            Assert.All(group.Zip(run.Rows, (e, a) => (e, a)), p => AssertWindows(p.e, p.a));
            rows += run.Rows.Count;
        }

        Assert.Equal(1084, rows);
    }

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"words":[]}""")]
    [InlineData("""{"text":null}""")]
    public void Nothing_gives_one_window_of_two_pieces(string line)
    {
        RealRun run = RealRun.WithInput(line + "\n", "tokenize", "--model", Vocabulary(true), "--max-length", "8").Ok();
        Assert.Equal("""{"windows":[{"ids":[101,102],"tokens":["[CLS]","[SEP]"],"offsets":[[0,0],[0,0]],"word_ids":[null,null]}]}""" + "\n", run.Out);
    }

    [Fact]
    public void A_lone_surrogate_moves_no_offset()
    {
        RealRun run = RealRun.WithInput("""{"text":"a \ud800b c"}""" + "\n", "tokenize", "--model", Vocabulary(true)).Ok();
        Assert.Equal("[[0,0],[0,1],[3,4],[5,6],[0,0]]", run.Rows[0].GetProperty("windows")[0].GetProperty("offsets").GetRawText());
    }

    [Theory]
    [InlineData("{\"text\":", "line 2: is not valid JSON")]
    [InlineData("{\"txt\":\"a\"}", "line 2: has neither 'text' nor 'words'")]
    [InlineData("{\"words\":[\"a\",1]}", "line 2: column 'words' is not an array of strings: element 2 is a number")]
    public void A_bad_line_is_named(string line, string message)
    {
        RealRun run = RealRun.WithInput("{\"text\":\"a\"}\n" + line + "\n", "tokenize", "--model", Vocabulary(true));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public void A_stride_that_does_not_fit_is_refused()
    {
        RealRun run = RealRun.WithInput("", "tokenize", "--model", Vocabulary(true), "--max-length", "8", "--stride", "6");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("stride", run.Error);
    }

    private static (bool Cased, int MaxLength, int Stride) Settings(JsonElement row) => (
        row.GetProperty("cased").GetBoolean(),
        row.GetProperty("max_length").ValueKind == JsonValueKind.Null ? -1 : row.GetProperty("max_length").GetInt32(),
        row.GetProperty("stride").GetInt32());

    private static string Lines(IEnumerable<JsonElement> texts) => texts.Aggregate(new StringBuilder(), (b, t) => b.Append($"{{\"text\":{t.GetRawText()}}}\n")).ToString();

    private static void AssertWindows(JsonElement expected, JsonElement actual)
    {
        JsonElement[] windows = [.. expected.GetProperty("windows").EnumerateArray()];
        JsonElement[] ours = [.. actual.GetProperty("windows").EnumerateArray()];
        Assert.Equal(windows.Length, ours.Length);
        foreach ((JsonElement e, JsonElement a) in windows.Zip(ours))
        {
            Assert.Equal(e.GetProperty("ids").GetRawText(), a.GetProperty("ids").GetRawText());
            Assert.Equal(e.GetProperty("word_ids").GetRawText(), a.GetProperty("word_ids").GetRawText());
            Assert.Equal(
                e.GetProperty("offsets").EnumerateArray().Select(o => o.GetInt32()),
                a.GetProperty("offsets").EnumerateArray().SelectMany(o => o.EnumerateArray().Select(x => x.GetInt32())));
        }
    }

    // A folder as the golden files were made from: the vocabulary and the flag.
    private string Vocabulary(bool cased)
    {
        string name = cased ? "cased" : "uncased";
        string folder = Path.Combine(_folder.Path, name);
        if (!Directory.Exists(folder))
        {
            _folder.Write(Path.Combine(name, "tokenizer_config.json"), $"{{\"do_lower_case\": {(cased ? "false" : "true")}, \"model_max_length\": 512}}");
            File.Copy(Golden.PathOf("spark-nlp", "models", cased ? "tiny-distilbert-cased" : "tiny-bert-uncased", "assets", "vocab.txt"), Path.Combine(folder, "vocab.txt"));
        }

        return folder;
    }
}
