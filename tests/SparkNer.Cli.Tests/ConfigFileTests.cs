using System.Text;
using System.Text.Json;
using SparkNer.Aggregation;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CliRun Run(string json, params string[] args) => CliRun.Of(["annotate", "--config", _folder.Write("c.json", json), .. args]);

    private AnnotateSettings Settings(string json, params string[] args) => Run(json, ["in.jsonl", "-o", "out.jsonl", .. args]).Settings;

    [Fact]
    public void Every_option_can_stand_in_the_file_in_camel_and_kebab_case()
    {
        foreach (OptionSpec spec in AnnotateOptions.All.Where(o => o.Name != "config"))
        {
            string value = spec.Kind switch
            {
                OptionKind.Text => "\"t\"",
                OptionKind.Integer => "7",
                OptionKind.Number => "0.5",
                OptionKind.Boolean or OptionKind.Flag => "true",
                OptionKind.Choice => JsonSerializer.Serialize(spec.Choices[^1]),
                OptionKind.ChoiceList => JsonSerializer.Serialize(new[] { spec.Choices[^1] }),
                _ => "[\"A\",\"B\"]",
            };
            string camelCase = string.Concat(spec.Name.Split('-').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
            foreach (string name in new[] { spec.Name, camelCase })
            {
                GivenOptions given = ConfigFile.Parse("c.json", Encoding.UTF8.GetBytes($"{{\"{name}\": {value}}}"));
                Assert.True(given.TryGet(spec.Name, out GivenOption? option), name);
                Assert.Equal(value, JsonSerializer.Serialize(option.Value));
                Assert.Equal($"c.json: $.{name}", option.Where);
            }
        }
    }

    [Fact]
    public void A_file_alone_is_enough()
    {
        AnnotateSettings settings = Run("""{"input": ["a.csv", "b.csv"], "output": "out", "textColumn": "body"}""").Settings;
        Assert.Equal(["a.csv", "b.csv"], settings.Inputs);
        Assert.Equal("out", settings.Output);
        Assert.Equal("body", settings.TextColumn);
    }

    [Fact]
    public void One_input_may_be_a_string() => Assert.Equal(["a.csv"], Run("""{"input": "a.csv", "output": "out"}""").Settings.Inputs);

    [Fact]
    public void Sections_take_spark_nlp_parameters()
    {
        AnnotateSettings settings = Settings(
            """
            {
              "sentences": true,
              "documentAssembler": {"cleanupMode": "shrink", "idCol": "id", "metadataCol": "meta"},
              "sentenceDetector": {"useAbbreviations": false, "detectLists": false, "useCustomBoundsOnly": true, "customBounds": ["\\n", "a,b"], "customBoundsStrategy": "append",
                                   "splitLength": 50, "minLength": 1, "maxLength": 99, "explodeSentences": true},
              "tokenizer": {"targetPattern": "\\S+", "contextChars": [".", ","], "prefixPattern": "\\A(x)", "suffixPattern": "(y)\\z", "infixPatterns": ["(a)"], "splitChars": ["-"],
                            "splitPattern": "_", "exceptions": ["New York"], "exceptionsPath": "e.txt", "caseSensitiveExceptions": false, "minLength": 2, "maxLength": 20},
              "nerConverter": {"whiteList": ["PER"], "blackList": [], "preservePosition": false, "threshold": 0.25, "nerHasNoSchema": true},
              "tokenClassifier": {"maxSentenceLength": 64, "caseSensitive": false},
            }
            """);

        Assert.Equal(new DocumentAssemblerSettings("shrink", "meta"), settings.DocumentAssembler);
        Assert.Equal("id", settings.IdColumn);
        SentenceDetectorSettings sentences = settings.SentenceDetector;
        Assert.Equal(["\n", "a,b"], sentences.CustomBounds!.Select(System.Text.RegularExpressions.Regex.Unescape));
        Assert.Equal(new SentenceDetectorSettings(false, false, true, sentences.CustomBounds, "append", 50, 1, 99, true), sentences);
        TokenizerSettings tokenizer = settings.Tokenizer;
        Assert.Equal([".", ",", "(a)", "-", "New York"], [.. tokenizer.ContextChars!, .. tokenizer.InfixPatterns!, .. tokenizer.SplitChars!, .. tokenizer.Exceptions!]);
        Assert.Equal(
            new TokenizerSettings("\\S+", tokenizer.ContextChars, "\\A(x)", "(y)\\z", tokenizer.InfixPatterns, tokenizer.SplitChars, "_", tokenizer.Exceptions, "e.txt", false, 2, 20), tokenizer);
        Assert.Equal(new NerConverterSettings(false, true), settings.NerConverter);
        Assert.Equal(["PER"], settings.WhiteList!);
        Assert.Empty(settings.BlackList!);
        Assert.Equal(0.25, settings.Threshold);
        Assert.Equal(64, settings.MaxLength);
        Assert.False(settings.CaseSensitive);
        Assert.Empty(settings.Warnings);
        Assert.Contains("tokenizer.minLength", settings.Given);
    }

    [Fact]
    public void What_is_not_given_stays_unknown()
    {
        AnnotateSettings settings = Settings("""{"tokenizer": {}, "stride": null}""");
        Assert.Equal(new TokenizerSettings(null, null, null, null, null, null, null, null, null, null, null, null), settings.Tokenizer);
        Assert.Equal(new SentenceDetectorSettings(null, null, null, null, null, null, null, null, null), settings.SentenceDetector);
        Assert.Null(settings.Stride);
    }

    [Fact]
    public void The_command_line_wins()
    {
        AnnotateSettings settings = Settings(
            """{"input": "x.csv", "output": "y.csv", "threads": 5, "whiteList": ["PER"], "sentences": true, "nerConverter": {"threshold": 0.9}}""",
            "--threads", "2", "--white-list", "LOC", "--sentences=false", "--threshold", "0.1");
        Assert.Equal(["in.jsonl"], settings.Inputs);
        Assert.Equal("out.jsonl", settings.Output);
        Assert.Equal(2, settings.Threads);
        Assert.Equal(["LOC"], settings.WhiteList!);
        Assert.False(settings.Sentences);
        Assert.Equal(0.1, settings.Threshold);
    }

    [Fact]
    public void What_contradicts_the_command_line_gives_way()
    {
        AnnotateSettings stride = Settings("""{"layout": "hf", "stride": 2, "aggregation": "max"}""", "--truncate");
        Assert.Null(stride.Stride);
        Assert.True(stride.Truncate);
        Assert.Equal(AggregationStrategy.Max, stride.Aggregation);

        AnnotateSettings layout = Settings("""{"layout": "hf", "aggregation": "max"}""", "--layout", "spark-nlp");
        Assert.Equal(AggregationStrategy.Simple, layout.Aggregation);
        Assert.DoesNotContain("aggregation", layout.Given);

        AnnotateSettings hf = Settings("""{"sentences": true, "tokenizer": {"minLength": 3}}""", "--layout", "hf");
        Assert.False(hf.Sentences);
        Assert.Null(hf.Tokenizer.MinLength);

        AnnotateSettings words = Settings("""{"textColumn": "body"}""", "--words-column", "w");
        Assert.Equal("w", words.WordsColumn);
        AnnotateSettings text = Settings("""{"wordsColumn": "w", "delimiter": "_"}""", "--text-column", "t");
        Assert.Null(text.WordsColumn);
        Assert.Equal(" ", text.Delimiter);

        AnnotateSettings shown = Run("""{"input": "x.csv", "output": "y.csv", "textColumn": "body", "threshold": 0.5}""", "--text", "Hi").Settings;
        Assert.Empty(shown.Inputs);
        Assert.Null(shown.Output);
        Assert.Equal(0.5, shown.Threshold);
    }

    [Theory]
    [InlineData("""{"layout": "hf", "stride": 1, "truncate": true}""", "$.stride and c.json: $.truncate do not go together: a long text is either cut into windows or cut off.")]
    [InlineData("""{"aggregation": "max"}""", "$.aggregation needs --layout hf: the layout is spark-nlp unless given.")]
    [InlineData("""{"layout": "hf", "tokenizer": {"minLength": 1}}""", "$.tokenizer.minLength needs --layout spark-nlp: c.json: $.layout says hf.")]
    [InlineData("""{"thread": 1}""", "$.thread is unknown. Did you mean 'threads'?")]
    [InlineData("""{"wordColumn": "w"}""", "$.wordColumn is unknown. Did you mean 'wordsColumn'?")]
    [InlineData("""{"tokeniser": {}}""", "$.tokeniser is unknown. Did you mean 'tokenizer'?")]
    [InlineData("""{"zzzzzz": 1}""", "$.zzzzzz is unknown.")]
    [InlineData("""{"a b": 1}""", "$[\"a b\"] is unknown.")]
    [InlineData("""{"config": "other.json"}""", "$.config: a configuration file cannot name another one.")]
    [InlineData("""{"tokenizer": {"minLenght": 1}}""", "$.tokenizer.minLenght is unknown. Did you mean 'minLength'?")]
    [InlineData("""{"nerConverter": {"cleanupMode": "each"}}""", "$.nerConverter.cleanupMode is unknown.")]
    [InlineData("""{"tokenizer": []}""", "$.tokenizer must be an object, but is an array.")]
    [InlineData("""{"threads": "4"}""", "$.threads must be a whole number, but is a string.")]
    [InlineData("""{"threads": 1.5}""", "$.threads: '1.5' is not a whole number.")]
    [InlineData("""{"threads": 0}""", "$.threads must be 1 to 1024, but is 0.")]
    [InlineData("""{"threshold": true}""", "$.threshold must be a number, but is true.")]
    [InlineData("""{"sentences": 1}""", "$.sentences must be true or false, but is the number 1.")]
    [InlineData("""{"whiteList": "PER"}""", "$.whiteList must be an array of strings, but is a string.")]
    [InlineData("""{"whiteList": ["PER", 1]}""", "$.whiteList[1] must be a string, but is the number 1.")]
    [InlineData("""{"model": {}}""", "$.model must be a string, but is an object.")]
    [InlineData("""{"layout": 1}""", "$.layout must be a string, one of spark-nlp, hf, but is the number 1.")]
    [InlineData("""{"documentAssembler": {"cleanupMode": "shrik"}}""", "$.documentAssembler.cleanupMode: 'shrik' is not one of disabled, inplace, inplace_full, shrink, shrink_full, each, each_full, delete_full. Did you mean 'shrink'?")]
    [InlineData("""{"columns": ["token", "tokn"]}""", "$.columns: 'tokn' is not one of document, sentence, token, ner, ner_chunk. Did you mean 'token'?")]
    [InlineData("""{"textColumn": "a", "text-column": "b"}""", "$.text-column and c.json: $.textColumn say the same thing: give one of them.")]
    [InlineData("""{"threads": 1, "threads": 2}""", "$.threads is given twice.")]
    [InlineData("""{"whiteList": ["A"], "nerConverter": {"whiteList": ["B"]}}""", "$.nerConverter.whiteList and c.json: $.whiteList say the same thing: give one of them.")]
    [InlineData("""[]""", "$ must be an object, but is an array.")]
    public void Mistakes_are_named_by_file_and_path(string json, string message)
    {
        CliRun run = Run(json, "in.jsonl", "-o", "out.jsonl");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        string file = Path.Combine(_folder.Path, "c.json");
        Assert.Equal($"sparkner: error: {file}: {message.Replace("c.json: ", file + ": ", StringComparison.Ordinal)}", run.FirstError);
        Assert.Null(run.Runners.Annotate);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        AnnotateSettings settings = Settings("\uFEFF{ // two threads\n \"threads\": 2, /* that is all */ }");
        Assert.Equal(2, settings.Threads);
    }

    [Fact]
    public void Broken_json_is_named_by_line()
    {
        CliRun run = Run("{\n  \"threads\": 2\n  \"model\": \"x\"\n}", "in.jsonl", "-o", "out.jsonl");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("c.json, line 3, byte 3: this is not JSON.", run.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Assert.Equal("sparkner: error: --config: there is no file 'no/such.json'.", CliRun.Annotate("--config", "no/such.json").FirstError);
        Assert.Equal($"sparkner: error: --config: '{_folder.Path}' is a folder, not a file.", CliRun.Annotate("--config", _folder.Path).FirstError);
    }

    [Fact]
    public void What_has_no_effect_is_warned_of()
    {
        CliRun run = Run("""{"sentenceDetector": {"minLength": 2}, "tokenClassifier": {"batchSize": 8}}""", "in.jsonl", "-o", "out.jsonl");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        string file = Path.Combine(_folder.Path, "c.json");
        Assert.Equal(
            $"sparkner: warning: {file}: $.sentenceDetector.minLength has no effect without --sentences.\n"
            + $"sparkner: warning: {file}: $.tokenClassifier.batchSize has no effect: --batch-tokens sets the size of the batches.\n",
            run.Error);
    }
}
