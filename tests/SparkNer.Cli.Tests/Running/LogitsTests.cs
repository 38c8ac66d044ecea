using System.Globalization;
using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary><c>sparkner model logits</c> gives the golden scores, line by line.</summary>
public sealed class LogitsTests : IDisposable
{
    // The libraries' own 32-bit answers are up to 1e-5 from the 64-bit ones.
    private const float Tolerance = 1e-4f;

    private static readonly string _model = Golden.PathOf("hf", "models", "bert-cased");

    private readonly TemporaryFolder _temporary = new();

    public static TheoryData<string> Models =>
        [.. Directory.GetDirectories(Golden.PathOf("hf", "models")).Select(f => Path.GetFileName(f)!).Where(m => File.Exists(Golden.PathOf("hf", "models", m, "golden", "logits.npy")))];

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_input_of_every_golden_model_has_its_scores(string model)
    {
        JsonElement[] inputs = [.. Golden.Lines("hf", "models", model, "golden", "inputs.jsonl.gz")];
        float[] expected = Npy.Floats(Golden.PathOf("hf", "models", model, "golden", "logits.npy"), out int[] shape);
        RealRun run = Run(string.Concat(inputs.Select(i => i.GetRawText() + "\n")), Golden.PathOf("hf", "models", model)).Ok();

        Assert.Equal(inputs.Length, run.Rows.Count);
        foreach ((JsonElement input, JsonElement answer) in inputs.Zip(run.Rows))
        {
            Assert.Equal("logits", Assert.Single(answer.EnumerateObject()).Name);
            float[] actual = [.. answer.GetProperty("logits").EnumerateArray().SelectMany(row => Scores(row, shape[1]))];
            Assert.Equal(input.GetProperty("input_ids").GetArrayLength() * shape[1], actual.Length);
            ReadOnlySpan<float> wanted = expected.AsSpan(input.GetProperty("logits_row").GetInt32() * shape[1], actual.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(Math.Abs(actual[i] - wanted[i]) <= Tolerance, $"input {input.GetProperty("id")}, number {i}: {actual[i]} is not {wanted[i]}");
            }
        }
    }

    [Fact]
    public void Numbers_read_back_as_the_same_floats_and_are_the_shortest_that_do()
    {
        RealRun run = Run("{\"input_ids\":[101,102,103]}\n", _model).Ok();
        foreach (JsonElement number in run.Rows[0].GetProperty("logits").EnumerateArray().SelectMany(row => row.EnumerateArray()))
        {
            Assert.Equal(float.Parse(number.GetRawText(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture), number.GetRawText());
        }
    }

    [Fact]
    public void Zeros_and_no_token_types_are_the_same_and_others_are_not_kept_for_the_next_line()
    {
        RealRun run = Run("""
            {"input_ids":[101,7,8,102]}
            {"input_ids":[101,7,8,102],"token_type_ids":[0,0,1,1]}

            {"input_ids":[101,7,8,102],"token_type_ids":null,"attention_mask":[1,1,1,1]}
            {"input_ids":[101,7,8,102],"token_type_ids":[0,0,0,0],"other":{"x":[]}}

            """.ReplaceLineEndings("\n"), _model).Ok();
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.NotEqual(lines[0], lines[1]);
        Assert.Equal([lines[0], lines[0]], lines[2..]);
    }

    [Theory]
    [InlineData("{\"input_ids\":[1,2", "is not valid JSON")]
    [InlineData("[1,2]", "is not a JSON object but an array")]
    [InlineData("{}", "has no 'input_ids'")]
    [InlineData("{\"input_ids\":null}", "has no 'input_ids'")]
    [InlineData("{\"input_ids\":[]}", "has 0 word pieces; the model takes 1 to 512")]
    [InlineData("{\"input_ids\":\"1 2\"}", "'input_ids' is not an array of whole numbers")]
    [InlineData("{\"input_ids\":[[1],[2]]}", "element 1 of its 'input_ids' is [1]")]
    [InlineData("{\"input_ids\":[1,2.5]}", "element 2 of its 'input_ids' is 2.5")]
    [InlineData("{\"input_ids\":[1,\"2\"]}", "element 2 of its 'input_ids' is \"2\"")]
    [InlineData("{\"input_ids\":[1,99999999999]}", "element 2 of its 'input_ids' is 99999999999")]
    [InlineData("{\"input_ids\":[1,-1]}", "the word piece id -1 at position 1; the model's ids go from 0 to 1498")]
    [InlineData("{\"input_ids\":[1499]}", "the word piece id 1499 at position 0")]
    [InlineData("{\"input_ids\":[1,2],\"token_type_ids\":[0]}", "2 word pieces but 1 token types")]
    [InlineData("{\"input_ids\":[1,2],\"token_type_ids\":[0,2]}", "the token type 2 at position 1; the model's types go from 0 to 1")]
    [InlineData("{\"input_ids\":[1,2],\"token_type_ids\":{}}", "'token_type_ids' is not an array")]
    [InlineData("{\"input_ids\":[1,2],\"attention_mask\":[1,0]}", "'attention_mask' is not 1 for each id")]
    public void A_line_that_cannot_be_scored_is_named_and_gives_nothing(string line, string message)
    {
        const string Good = "{\"input_ids\":[1,2]}\n";
        RealRun run = Run(Good + "\n" + line + "\n" + Good, _model);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("<stdin>, line 3: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Rows);
    }

    [Fact]
    public void A_sequence_that_is_too_long_is_named()
    {
        RealRun run = Run($"{{\"input_ids\":[{string.Join(',', Enumerable.Repeat(1, 513))}]}}\n", _model);
        Assert.Contains("<stdin>, line 1: The sequence has 513 word pieces; the model takes 1 to 512.", run.Error, StringComparison.Ordinal);
        Assert.Single(Run($"{{\"input_ids\":[{string.Join(',', Enumerable.Repeat(1, 512))}]}}\n", _model).Ok().Rows);
    }

    [Fact]
    public void A_model_without_token_types_takes_zeros_only()
    {
        string model = Golden.PathOf("hf", "models", "distilbert-cased");
        Assert.Single(Run("{\"input_ids\":[1,2],\"token_type_ids\":[0,0]}\n", model).Ok().Rows);
        Assert.Contains("no input for token types", Run("{\"input_ids\":[1,2],\"token_type_ids\":[0,1]}\n", model).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_lines_give_none() => Assert.Equal("", Run("\n \n", _model).Ok().Out);

    [Fact]
    public void A_model_is_needed()
    {
        Assert.Equal(ExitCode.Usage, RealRun.Of("model", "logits").ExitCode);
        RealRun run = Run("", _temporary["none"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(_temporary["none"], run.Error, StringComparison.Ordinal);
    }

    private static RealRun Run(string input, string model) => RealRun.WithInput(input, "model", "logits", model, "--quiet");

    private static IEnumerable<float> Scores(JsonElement row, int labels)
    {
        float[] scores = [.. row.EnumerateArray().Select(n => n.GetSingle())];
        Assert.Equal(labels, scores.Length);
        return scores;
    }
}
