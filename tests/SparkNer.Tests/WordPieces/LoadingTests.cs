using System.Text.Json;
using SparkNer.Testing;
using SparkNer.WordPieces;

namespace SparkNer.Tests.WordPieces;

/// <summary>Which of several files counts, and what an unsupported or broken tokenizer gives.</summary>
public sealed class LoadingTests
{
    private const string SmallVocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nAnna\nanna\ncafe\ncafé\n##s\n.\n";

    private const string SmallVocabularyJson =
        """{"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "Anna": 5, "anna": 6, "cafe": 7, "café": 8, "##s": 9, ".": 10, "a": 11, "b": 12}""";

    private const string Template =
        """
        {"type": "TemplateProcessing", "single": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}]}
        """;

    private const string Generic = """{"tokenizer_class": "PreTrainedTokenizerFast"}""";

    public static TheoryData<string> CaseNames => new(Golden.Lines("hf", "tokenizer", "loading.jsonl.gz").Select(r => r.GetProperty("name").GetString()!));

    [Fact]
    public void All_cases_of_the_golden_file_are_tested() =>
        Assert.Equal(24, Golden.Lines("hf", "tokenizer", "loading.jsonl.gz").DistinctBy(r => r.GetProperty("name").GetString()).Count());

    [Theory]
    [InlineData("models/sparkner-small-conll03", 512)]
    [InlineData("tests/golden/hf/models/bert-cased", 512)]
    [InlineData("tests/golden/hf/models/bert-cased-optimum", 512)]
    [InlineData("tests/golden/hf/models/distilbert-cased", 512)]
    public void The_tokenizers_of_real_folders_are_read(string folder, int maxLength)
    {
        WordPieceTokenizer tokenizer = Load(Read);
        Assert.False(tokenizer.LowerCase);
        Assert.False(tokenizer.StripAccents);
        Assert.Equal(maxLength, tokenizer.ModelMaxLength);
        int[] special = [tokenizer.ClsId, tokenizer.SepId, tokenizer.UnkId, tokenizer.PadId];
        Assert.Equal(["[CLS]", "[SEP]", "[UNK]", "[PAD]"], special.Select(tokenizer.GetPiece));
        string[] lines = [.. System.IO.File.ReadLines(Path.Combine(Golden.RepositoryRoot, folder, "vocab.txt"))];
        Assert.Equal(lines, Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.GetPiece));

        byte[] Read(string file) => System.IO.File.ReadAllBytes(Path.Combine(Golden.RepositoryRoot, folder, file));
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Files_that_disagree_are_read_as_the_reference_does(string name)
    {
        JsonElement row = Golden.Lines("hf", "tokenizer", "loading.jsonl.gz").Single(r => r.GetProperty("name").GetString() == name);
        JsonElement files = row.GetProperty("files");
        WordPieceTokenizer tokenizer = Load(File);
        JsonElement expected = row.GetProperty("expected");
        JsonElement length = expected.GetProperty("model_max_length");
        Assert.Equal(length.ValueKind == JsonValueKind.Null ? null : length.GetInt32(), tokenizer.ModelMaxLength);
        foreach (JsonElement encoding in expected.GetProperty("encodings").EnumerateArray())
        {
            PieceBuffer pieces = Tokenizers.Encode(tokenizer, encoding.GetProperty("text").GetString()!);
            int[] ids = [tokenizer.ClsId, .. pieces.Ids, tokenizer.SepId];
            Assert.Equal(encoding.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32()), ids);
            Assert.Equal(encoding.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()), ids.Select(tokenizer.GetPiece));
            Assert.Equal(
                encoding.GetProperty("offsets").EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32())),
                [(0, 0), .. pieces.Starts.ToArray().Zip(pieces.Ends.ToArray()), (0, 0)]);
        }

        byte[]? File(string file) => files.TryGetProperty(file, out JsonElement content) ? Tokenizers.Bytes(content.GetString()!) : null;
    }

    [Fact]
    public void A_tokenizer_knows_its_pieces_and_special_tokens()
    {
        WordPieceTokenizer tokenizer = Load(vocabulary: SmallVocabulary);
        Assert.Equal((11, "##"), (tokenizer.VocabularySize, tokenizer.ContinuingPrefix));
        Assert.Equal((2, 3, 0, 1), (tokenizer.ClsId, tokenizer.SepId, tokenizer.PadId, tokenizer.UnkId));
        Assert.True(tokenizer.TryGetId("##s", out int id));
        Assert.Equal((9, "##s"), (id, tokenizer.GetPiece(9)));
        Assert.False(tokenizer.TryGetId("nobody", out _));
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 11).Where(tokenizer.IsSpecial));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetPiece(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.GetPiece(-1));
    }

    [Theory]
    [InlineData(null, null, "{}", true, true)]
    [InlineData(false, null, "{}", false, false)]
    [InlineData(true, null, "{\"do_lower_case\": false}", true, true)]
    [InlineData(true, null, "{\"do_lower_case\": false, \"strip_accents\": false}", true, true)]
    [InlineData(true, false, "{\"do_lower_case\": false}", true, false)]
    [InlineData(null, false, "{\"do_lower_case\": true}", true, false)]
    [InlineData(null, true, "{\"do_lower_case\": false}", false, true)]
    public void Casing_can_be_overridden(bool? lowerCase, bool? stripAccents, string config, bool lower, bool strip)
    {
        var options = new WordPieceOptions { LowerCase = lowerCase, StripAccents = stripAccents };
        WordPieceTokenizer tokenizer = Load(vocabulary: SmallVocabulary, config: config, options: options);
        Assert.Equal((lower, strip), (tokenizer.LowerCase, tokenizer.StripAccents));
        Assert.Equal([lower ? 6 : 5, strip ? 7 : 8], Tokenizers.Encode(tokenizer, "Anna café").Ids.ToArray());
    }

    [Theory]
    [InlineData("{\"model_max_length\": 1000000000000000019884624838656}", null)]
    [InlineData("{\"model_max_length\": 1e30}", null)]
    [InlineData("{\"model_max_length\": null, \"max_len\": 64}", 64)]
    [InlineData("{\"model_max_length\": 256, \"max_len\": 64}", 256)]
    [InlineData("{}", null)]
    public void The_model_max_length_is_null_when_it_is_none(string config, int? expected) =>
        Assert.Equal(expected, Load(vocabulary: SmallVocabulary, config: config).ModelMaxLength);

    [Fact]
    public void Special_tokens_may_have_other_names()
    {
        string vocabulary = SmallVocabulary.Replace("[UNK]", "<unk>").Replace("[CLS]", "<s>").Replace("[SEP]", "</s>");
        WordPieceTokenizer tokenizer = Load(
            vocabulary: vocabulary,
            config: """{"unk_token": "<unk>", "cls_token": {"content": "<s>", "lstrip": false}}""",
            map: """{"sep_token": {"content": "</s>", "single_word": false}}""");
        Assert.Equal((2, 3, 1), (tokenizer.ClsId, tokenizer.SepId, tokenizer.UnkId));
        Assert.Equal([6, 3, 6], Tokenizers.Encode(tokenizer, "anna</s>anna").Ids.ToArray());
    }

    [Fact]
    public void Byte_order_marks_do_not_matter()
    {
        WordPieceTokenizer tokenizer = Load(vocabulary: "\uFEFF" + SmallVocabulary, config: "\uFEFF{\"do_lower_case\": false}");
        Assert.Equal(0, tokenizer.PadId);
        Assert.Equal("[PAD]", tokenizer.GetPiece(0));
        Assert.False(tokenizer.LowerCase);
    }

    [Fact]
    public void A_missing_pad_or_mask_token_is_no_fault()
    {
        WordPieceTokenizer tokenizer = Load(vocabulary: "[UNK]\n[CLS]\n[SEP]\nanna\n[\n]\n");
        Assert.Equal((6, 0), (tokenizer.VocabularySize, tokenizer.PadId));
        Assert.Equal([4, 0, 5], Tokenizers.Encode(tokenizer, "[MASK]").Ids.ToArray());
    }

    [Theory]
    [InlineData("[X]", "anna[X]anna", "6@0-4 13@4-7 6@7-11")]
    [InlineData("[X]\", \"rstrip\": true, \"lstrip\": true, \"x\": \"", "anna  [X] anna", "6@0-4 13@4-10 6@10-14")]
    [InlineData("ann\", \"single_word\": true, \"x\": \"", "ann anna", "13@0-3 6@4-8")]
    [InlineData("Ann\", \"normalized\": true, \"special\": false, \"x\": \"", "éANNa ânn", "1@0-1 13@1-4 11@4-5 13@6-9")]
    [InlineData("[X]\", \"normalized\": true, \"x\": \"", "a[\u200BX]b", "11@0-1 13@1-5 12@5-6")]
    public void Added_tokens_are_found_as_their_flags_say(string token, string text, string expected)
    {
        // The token's flags are in the same string as its content, to have them in one column.
        string added = $"[{{\"id\": 13, \"special\": true, \"normalized\": false, \"content\": \"{token}\"}}]";
        WordPieceTokenizer tokenizer = Load(json: Json(added: added, normalizer: """{"type": "BertNormalizer"}"""), config: Generic);
        PieceBuffer pieces = Tokenizers.Encode(tokenizer, text);
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, pieces.Count).Select(i => $"{pieces.Ids[i]}@{pieces.Starts[i]}-{pieces.Ends[i]}")));
        Assert.Equal(Enumerable.Range(0, pieces.Count), pieces.WordIds.ToArray());
        Assert.Equal(14, tokenizer.VocabularySize);
        Assert.True(tokenizer.TryGetId(tokenizer.GetPiece(13), out int id));
        Assert.Equal(13, id);
    }

    [Fact]
    public void Of_two_added_tokens_at_one_place_the_longer_is_taken()
    {
        string added = """[{"id": 13, "content": "[X]", "special": true}, {"id": 14, "content": "[X][Y]", "special": true}]""";
        WordPieceTokenizer tokenizer = Load(json: Json(added: added), config: Generic);
        Assert.Equal([14, 13], Tokenizers.Encode(tokenizer, "[X][Y][X]").Ids.ToArray());
    }

    [Fact]
    public void The_generic_class_follows_tokenizer_json_in_everything()
    {
        const string Normalizer =
            """{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false}""";
        string json = Json(normalizer: Normalizer)
            .Replace("\"model\": {", "\"model\": {\"continuing_subword_prefix\": \"@@\", ").Replace("##s", "@@s");
        WordPieceTokenizer tokenizer = Load(json: json, config: Generic);
        Assert.Equal("@@", tokenizer.ContinuingPrefix);
        Assert.Equal([5, 9, 7, 1], Tokenizers.Encode(tokenizer, "Annas café a\u200B").Ids.ToArray());
    }

    [Theory]
    [InlineData("tokenizer.json", """{"model": {"type": "BPE", "vocab": {}, "merges": []}}""", "{}", "BPE")]
    [InlineData("tokenizer.json", """{"model": {"vocab": {}, "merges": []}}""", "{}", "BPE")]
    [InlineData("tokenizer.json", """{"model": {"type": "Unigram", "vocab": []}}""", """{"tokenizer_class": "XLMRobertaTokenizer"}""", "Unigram")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {""", "{}", "not valid JSON")]
    [InlineData("tokenizer.json", """[]""", "{}", "array")]
    [InlineData("tokenizer.json", """{}""", "{}", "model")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {}}}""", "{}", "empty")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"a": "0"}}}""", "{}", "whole number")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"a": -1}}}""", "{}", "whole number")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 2}}}""", "{}", "same id")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2000000000}}}""", "{}", "2000000000")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"a": 0}}}""", Generic, "pre-tokenizer")]
    [InlineData("tokenizer_config.json", null, """{"tokenizer_class": "RobertaTokenizer"}""", "RobertaTokenizer")]
    [InlineData("tokenizer_config.json", null, """{"tokenizer_class": "PreTrainedTokenizerFast"}""", "needs tokenizer.json")]
    [InlineData("tokenizer_config.json", null, """{"do_lower_case": "yes"}""", "do_lower_case")]
    [InlineData("tokenizer_config.json", null, """{"do_lower_case": """, "not valid JSON")]
    [InlineData("tokenizer_config.json", null, """{"model_max_length": -1}""", "at least 1")]
    [InlineData("tokenizer_config.json", null, """{"added_tokens_decoder": {"x": {"content": "y"}}}""", "must be an id")]
    public void An_unsupported_or_broken_file_is_named(string file, string? json, string config, string found)
    {
        TokenizerFormatException fault = Assert.Throws<TokenizerFormatException>(() => Load(vocabulary: SmallVocabulary, json: json, config: config));
        Assert.Equal(file, fault.File);
        Assert.StartsWith(file + ": ", fault.Message);
        Assert.Contains(found, fault.Message);
    }

    [Theory]
    [InlineData("[UNK]")]
    [InlineData("[CLS]")]
    [InlineData("[SEP]")]
    public void A_missing_special_token_is_named(string token)
    {
        TokenizerFormatException fault = Assert.Throws<TokenizerFormatException>(() => Load(vocabulary: SmallVocabulary.Replace(token, "x")));
        Assert.Equal("vocab.txt", fault.File);
        Assert.Contains(token, fault.Message);
    }

    [Theory]
    [InlineData("normalizer", """{"type": "Lowercase"}""", "Lowercase")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace"}""", "Metaspace")]
    [InlineData("post_processor", """{"type": "RobertaProcessing"}""", "RobertaProcessing")]
    [InlineData("post_processor", """{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}]}""", "TemplateProcessing")]
    public void The_generic_class_needs_the_parts_of_BERT(string part, string value, string found)
    {
        string json = Json().Replace($"\"{part}\": ", $"\"{part}\": {value}, \"was\": ");
        TokenizerFormatException fault = Assert.Throws<TokenizerFormatException>(() => Load(json: json, config: Generic));
        Assert.Equal("tokenizer.json", fault.File);
        Assert.Contains(found, fault.Message);
    }

    [Fact]
    public void The_older_post_processor_will_do()
    {
        string json = Json().Replace(Template, """{"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}""");
        WordPieceTokenizer tokenizer = Load(json: json, config: Generic);
        Assert.Equal((2, 3), (tokenizer.ClsId, tokenizer.SepId));
    }

    [Fact]
    public void Without_a_class_the_model_type_decides()
    {
        const string Roberta = """{"model_type": "roberta"}""";
        TokenizerFormatException fault = Assert.Throws<TokenizerFormatException>(() => Load(vocabulary: SmallVocabulary, model: Roberta));
        Assert.Equal("config.json", fault.File);
        Assert.Contains("roberta", fault.Message);
        Assert.True(Load(vocabulary: SmallVocabulary, model: """{"model_type": "electra"}""").LowerCase);
    }

    [Fact]
    public void Without_vocabulary_the_message_says_what_is_needed()
    {
        TokenizerFormatException fault = Assert.Throws<TokenizerFormatException>(() => WordPieceTokenizer.Load(new TokenizerFiles()));
        Assert.Contains("tokenizer.json", fault.Message);
        fault = Assert.Throws<TokenizerFormatException>(() => Load(vocabulary: ""));
        Assert.Contains("empty", fault.Message);
        fault = Assert.Throws<TokenizerFormatException>(() => WordPieceTokenizer.Load(new TokenizerFiles { VocabTxt = [0x41, 0xFF] }));
        Assert.Contains("UTF-8", fault.Message);
    }

    private static string Json(string added = "[]", string normalizer = "null") =>
        $$"""
        {"added_tokens": {{added}}, "normalizer": {{normalizer}}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": {{Template}},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {{SmallVocabularyJson}} } }
        """;

    private static WordPieceTokenizer Load(
        string? vocabulary = null, string? json = null, string? config = null, string? map = null, string? model = null, WordPieceOptions? options = null) =>
        Load(
            file => Bytes(file switch
            {
                "tokenizer.json" => json,
                "tokenizer_config.json" => config,
                "vocab.txt" => vocabulary,
                "special_tokens_map.json" => map,
                _ => model,
            }),
            options);

    private static WordPieceTokenizer Load(Func<string, byte[]?> read, WordPieceOptions? options = null) =>
        WordPieceTokenizer.Load(
            new TokenizerFiles
            {
                TokenizerJson = read("tokenizer.json"),
                TokenizerConfigJson = read("tokenizer_config.json"),
                VocabTxt = read("vocab.txt"),
                SpecialTokensMapJson = read("special_tokens_map.json"),
                ConfigJson = read("config.json"),
            },
            options);

    private static byte[]? Bytes(string? text) => text is null ? null : Tokenizers.Bytes(text);
}
