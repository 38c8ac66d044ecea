using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

/// <summary><c>sparkner annotate</c> on files: formats, odd texts, errors that a person can act on, nothing half-written.</summary>
public sealed class AnnotateFilesTests : IDisposable
{
    private static readonly string Model = Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased");
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats => ["parquet", "json", "jsonl", "csv"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_gives_the_same_annotations(string format)
    {
        string input = _folder.Write("in.jsonl", """
            {"id":"1","text":"Anna Schmidt lives in Berlin."}
            {"id":"2","text":null}
            {"id":"3","text":"two\nlines, \"quoted\" \ud83d\ude00"}

            """);
        string there = Path.Combine(_folder.Path, "there." + format);
        Annotate(input, there);
        string plain = Annotate(input, "-").Out;

        // Back from the other format: the annotation columns as they were read.
        string copy = Path.Combine(_folder.Path, "copy." + format);
        Assert.True(File.Exists(there));
        RealRun again = RealRun.Of("annotate", there, "-o", copy, "--model", Model, "--columns", "document", "--errors-column", "other");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("document", again.Error);
        Assert.False(File.Exists(copy));
        Assert.Equal(3, RealRun.Parse(plain).Count);
    }

    [Fact]
    public void Jsonl_has_the_fields_of_Spark_NLPs_rows()
    {
        JsonElement golden = Golden.Lines("spark-nlp", "annotations", "distilbert-cs-512-sent.jsonl.gz").First(r => r.GetProperty("ner_chunk").GetArrayLength() > 1);
        string input = _folder.Write("in.jsonl", $"{{\"id\":{golden.GetProperty("id").GetRawText()},\"text\":{golden.GetProperty("text").GetRawText()}}}\n");
        JsonElement row = Assert.Single(Annotate(input, "-", "--compatibility", "spark-nlp", "--max-length", "512", "--sentences").Rows);
        Assert.Equal([.. golden.EnumerateObject().Select(p => p.Name), "ner_error"], row.EnumerateObject().Select(p => p.Name));
        foreach (string column in new[] { "id", "text", "document", "sentence", "token" })
        {
            Assert.True(JsonElement.DeepEquals(golden.GetProperty(column), row.GetProperty(column)), column);
        }

        Assert.Equal(JsonValueKind.Null, row.GetProperty("ner_error").ValueKind);
    }

    [Fact]
    public void Odd_texts_give_what_the_layout_says()
    {
        string[] texts = ["", "   ", "\t\n", "a\0b \0", "\u05E9\u05DC\u05D5\u05DD \u0627\u0644\u0639\u0631\u0628\u064A\u0629", "\U0001F600 Paris \U0001F468\u200D\U0001F469\u200D\U0001F467!", new string('.', 10_000_000), "x " + new string(' ', 1_000_000)];
        string input = _folder.Write("in.jsonl", string.Concat(texts.Select(t => $"{{\"text\":{JsonSerializer.Serialize(t)}}}\n")) + "{\"text\":\"a \\ud800 b\"}\n{\"text\":null}\n{}\n");
        List<JsonElement> rows = Annotate(input, "-").Rows;
        Assert.Equal(texts.Length + 3, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("ner_error").ValueKind);
            // The field "text" is carried as it was written, lone surrogates too: no JSON reader makes a string of those.
            JsonElement document = Assert.Single(row.GetProperty("document").EnumerateArray());
            string text = document.GetProperty("result").GetString()!;
            Assert.Equal(text.Length - 1, document.GetProperty("end").GetInt32());
            Assert.Equal(row.GetProperty("token").GetArrayLength(), row.GetProperty("ner").GetArrayLength());
            Assert.All(row.GetProperty("token").EnumerateArray(), t =>
                Assert.Equal(text[t.GetProperty("begin").GetInt32()..(t.GetProperty("end").GetInt32() + 1)], t.GetProperty("result").GetString()));
        });
        Assert.Equal([.. texts, "a \uFFFD b", "", ""], rows.Select(r => r.GetProperty("document")[0].GetProperty("result").GetString()));
        Assert.Equal(0, rows[0].GetProperty("token").GetArrayLength());
        Assert.Equal("a|\uFFFD|b", string.Join('|', rows[^3].GetProperty("token").EnumerateArray().Select(t => t.GetProperty("result").GetString())));
        Assert.Equal(1, rows[6].GetProperty("token").GetArrayLength());
    }

    [Fact]
    public void A_bad_line_gets_an_error_and_harms_no_neighbour()
    {
        string input = _folder.Write("in.jsonl", "{\"text\":\"Anna\"}\n{\"text\": oops}\n{\"text\":7}\n{\"text\":\"Bo\"}\n");
        RealRun run = Annotate(input, "-", "--errors-column", "problem");
        Assert.Equal([null, $"{input}, line 2: ", $"{input}, line 3: ", null], run.Rows.Select(r => r.GetProperty("problem").GetString()?[..(input.Length + 10)]));
        Assert.Equal([1, 0, 0, 1], run.Rows.Select(r => r.GetProperty("token").GetArrayLength()));
        Assert.Equal("{\"text\": oops}", run.Rows[1].GetProperty("_corrupt_record").GetString());
        Assert.Contains("2 of 4 rows", run.Error);
    }

    [Fact]
    public void On_error_fail_ends_at_the_first_bad_row()
    {
        string input = _folder.Write("in.jsonl", "{\"text\":\"Anna\"}\n{\"text\": oops}\n");
        string output = Path.Combine(_folder.Path, "out.jsonl");
        RealRun run = RealRun.Of("annotate", input, "-o", output, "--model", Model, "--on-error", "fail");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{input}, line 2: is not valid JSON", run.Error);
        Assert.Equal(["in.jsonl"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_pattern_without_end_is_its_rows_error()
    {
        // Backtracks without end on the second text only: .NET cannot run a pattern with a back reference without backtracking.
        string input = _folder.Write("in.jsonl", $"{{\"text\":\"Anna\"}}\n{{\"text\":\"{new string('a', 40)}!\"}}\n{{\"text\":\"Bo\"}}\n");
        string config = _folder.Write("config.json", """{ "tokenizer": { "infixPatterns": ["((?:a|aa|(a)\\2?)+)$"] } }""");
        RealRun run = Annotate(input, "-", "--config", config);
        Assert.Equal([false, true, false], run.Rows.Select(r => r.GetProperty("ner_error").ValueKind == JsonValueKind.String));
    }

    [Theory]
    [InlineData(new[] { "annotate", "DIR/absent.jsonl", "-o", "DIR/out.jsonl" }, "absent.jsonl")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.jsonl", "--text-column", "texte" }, "did you mean 'text'")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.jsonl", "--id-column", "ident" }, "--id-column")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/in.jsonl", "--overwrite" }, "would replace the input")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/taken.jsonl" }, "exists already")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.xyz" }, "out.xyz")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "/dev/full" }, "/dev/full")]
    [InlineData(new[] { "annotate", "DIR/in.parquet", "-o", "DIR/out.jsonl" }, "in.parquet")]
    [InlineData(new[] { "annotate", "DIR", "-o", "-" }, "need a folder")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.jsonl", "--model", "sparkner-smal-conll03" }, "Did you mean 'sparkner-small-conll03'?")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.jsonl", "--model", "DIR" }, "model.onnx")]
    [InlineData(new[] { "annotate", "DIR/in.jsonl", "-o", "DIR/out.jsonl", "--max-length", "4000" }, "--max-length")]
    public void Errors_say_what_to_do(string[] args, string message)
    {
        _folder.Write("in.jsonl", "{\"id\":\"1\",\"text\":\"Anna\"}\n");
        _folder.Write("taken.jsonl", "keep me\n");
        _folder.Write("in.parquet", "not a Parquet file");
        RealRun run = RealRun.Of([.. args.Select(a => a.Replace("DIR", _folder.Path, StringComparison.Ordinal)), .. args.Contains("--model") ? [] : new[] { "--model", Model }]);
        Assert.InRange(run.ExitCode, 1, 2);
        Assert.Contains(message, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("internal error", run.Error);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.Path).Length);
        Assert.Equal("keep me\n", File.ReadAllText(Path.Combine(_folder.Path, "taken.jsonl")));
    }

    [Fact]
    public void A_packed_file_that_was_cut_off_is_no_whole_file()
    {
        string path = Path.Combine(_folder.Path, "in.jsonl.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{{\"text\":\"Anna {i * 7919}\"}}\n"))));
        }

        Assert.Equal(5_000, Annotate(path, "-", "--columns", "document").Rows.Count);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        RealRun run = RealRun.Of("annotate", path, "-o", Path.Combine(_folder.Path, "out.jsonl"), "--model", Model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not intact gzip data", run.Error);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_input_is_not_replaced_through_a_link()
    {
        string input = _folder.Write("in.jsonl", "{\"text\":\"Anna\"}\n");
        string link = Path.Combine(_folder.Path, "link.jsonl");
        File.CreateSymbolicLink(link, input);
        foreach ((string from, string to) in new[] { (link, input), (input, link) })
        {
            RealRun run = RealRun.Of("annotate", from, "-o", to, "--overwrite", "--model", Model);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("would replace the input", run.Error);
        }

        Assert.Equal("{\"text\":\"Anna\"}\n", File.ReadAllText(input));
    }

    [Theory]
    [InlineData("[{\"text\":\"Anna\"},{\"text\":\"Bo\"}]\n")]
    [InlineData("[\n{\"text\":\"Anna\"},\n{\"text\":\"Bo\"}]\n")]
    public void An_array_of_objects_is_no_file_of_lines(string content)
    {
        RealRun run = RealRun.Of("annotate", _folder.Write("in.json", content), "-o", "-", "--model", Model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("jq -c '.[]'", run.Error);
    }

    [Fact]
    public void A_type_that_the_model_does_not_know_is_told()
    {
        string input = _folder.Write("in.jsonl", "{\"text\":\"Anna\"}\n");
        Assert.Contains("--white-list names 'PERS', which this model does not know; it knows PER, ORG, LOC, MISC. Did you mean 'PER'?", Annotate(input, "-", "--white-list", "PERS,ORG").Error);
        Assert.DoesNotContain("warning", Annotate(input, "-", "--white-list", "PER", "--black-list", "LOC").Error);
    }

    [Fact]
    public void Several_inputs_go_to_a_folder_under_their_names()
    {
        _folder.Write("corpus/a.jsonl", "{\"text\":\"Anna\"}\n");
        _folder.Write("corpus/b.txt", "Bo\nCy\n");
        _folder.Write("corpus/_SUCCESS", "");
        string output = Path.Combine(_folder.Path, "out");
        RealRun.Of("annotate", Path.Combine(_folder.Path, "corpus"), "-o", output, "--output-format", "jsonl", "--model", Model).Ok();
        Assert.Equal(["a.jsonl", "b.jsonl"], Directory.GetFiles(output).Select(Path.GetFileName).Order());
        Assert.Equal(["Bo", "Cy"], RealRun.Parse(File.ReadAllText(Path.Combine(output, "b.jsonl"))).Select(r => r.GetProperty("text").GetString()));
    }

    [Fact]
    public void Empty_inputs_give_empty_outputs()
    {
        string input = _folder.Write("in.jsonl", "");
        foreach (string format in new[] { "jsonl", "parquet", "csv", "txt" })
        {
            string output = Path.Combine(_folder.Path, "out." + format);
            RealRun.Of("annotate", input, "-o", output, "--model", Model).Ok();
            Assert.True(File.Exists(output));
        }
    }

    [Fact]
    public void The_pipelines_entities_come_a_line_a_document()
    {
        string folder = Golden.PathOf("hf", "models", "distilbert-cased");
        JsonElement golden = Golden.Lines("hf", "pipeline", "distilbert-cased.jsonl.gz").First(r => r.GetProperty("strategy").GetString() == "first" && r.GetProperty("entities").GetArrayLength() > 2);
        JsonElement text = Golden.Lines("hf", "pipeline", "texts.jsonl.gz").Single(t => t.GetProperty("text_id").GetInt32() == golden.GetProperty("text_id").GetInt32());
        string input = _folder.Write("in.jsonl", text.GetRawText() + "\n");
        string[] args = ["--layout", "hf", "--aggregation", "first", "--truncate", "--ignore-labels", string.Join(',', golden.GetProperty("ignore_labels").EnumerateArray()), "--offsets", "codepoints"];
        RealRun run = RealRun.Of(["annotate", input, "-o", "-", "--model", folder, "--max-length", golden.GetProperty("model_max_length").ToString(), .. args]).Ok();
        JsonElement row = Assert.Single(run.Rows);
        Assert.Equal(["entities"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            golden.GetProperty("entities").EnumerateArray().Select(e => $"{e.GetProperty("entity_group")} {e.GetProperty("word")} {e.GetProperty("start")} {e.GetProperty("end")}"),
            row.GetProperty("entities").EnumerateArray().Select(e => $"{e.GetProperty("entity_group")} {e.GetProperty("word")} {e.GetProperty("start")} {e.GetProperty("end")}"));
    }

    [Fact]
    public void Words_are_tokens()
    {
        string input = _folder.Write("in.jsonl", "{\"words\":[\"Anna-Maria\",\"\",\"New York\"]}\n{\"words\":null}\n");
        List<JsonElement> rows = Annotate(input, "-", "--words-column", "words", "--delimiter", "__").Rows;
        Assert.Equal(["0-9 Anna-Maria", "12-11 ", "14-21 New York"], rows[0].GetProperty("token").EnumerateArray().Select(t => $"{t.GetProperty("begin")}-{t.GetProperty("end")} {t.GetProperty("result")}"));
        Assert.Equal(3, rows[0].GetProperty("ner").GetArrayLength());
        Assert.Equal(0, rows[1].GetProperty("token").GetArrayLength());
    }

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Exploded_sentences_are_rows_with_all_columns(string format)
    {
        string input = _folder.Write("in.jsonl", "{\"id\":1,\"text\":\"Anna met Bo. Cy left Rome.\"}\n{\"id\":2,\"text\":\"\"}\n");
        string config = _folder.Write("config.json", """{ "sentences": true, "sentenceDetector": { "explodeSentences": true } }""");
        string first = Path.Combine(_folder.Path, "first." + format);
        Annotate(input, first, "--config", config, "--columns", "sentence");
        string second = Path.Combine(_folder.Path, "second.jsonl");

        // Read back, as plain columns, so that the other formats show what they hold.
        Annotate(first, second, "--columns", "token", "--errors-column", "second_error");
        List<JsonElement> rows = RealRun.Parse(File.ReadAllText(second));
        Assert.Equal(["1", "1", "2"], rows.Select(r => r.GetProperty("id").ToString()));
        Assert.Equal(["Anna met Bo.", "Cy left Rome.", null], rows.Select(r => Sentence(r.GetProperty("sentence"))));

        static string? Sentence(JsonElement column)
        {
            JsonElement sentences = column.ValueKind == JsonValueKind.String ? JsonDocument.Parse(column.GetString()!).RootElement : column;
            return sentences.GetArrayLength() == 0 ? null : Assert.Single(sentences.EnumerateArray()).GetProperty("result").GetString();
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("spark-nlp")]
    public void Without_sentences_none_are_exploded_and_every_row_stays(string compatibility)
    {
        string input = _folder.Write("in.jsonl", "{\"id\":1,\"text\":\"Anna met Bo. Cy left Rome.\"}\n{\"id\":2,\"text\":\"\"}\n");
        string config = _folder.Write("config.json", """{ "sentenceDetector": { "explodeSentences": true } }""");
        List<JsonElement> rows = Annotate(input, "-", "--config", config, "--compatibility", compatibility).Rows;
        Assert.Equal(["1", "2"], rows.Select(r => r.GetProperty("id").ToString()));
        Assert.Equal([8, 0], rows.Select(r => r.GetProperty("token").GetArrayLength()));
    }

    [Fact]
    public void An_interrupted_run_leaves_nothing_behind()
    {
        string input = _folder.Write("in.jsonl", string.Concat(Enumerable.Repeat("{\"text\":\"Anna Schmidt lives in Berlin.\"}\n", 20_000)));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        RealRun run = RealRun.WithInput([], cancellation.Token, "annotate", input, "-o", Path.Combine(_folder.Path, "out.parquet"), "--model", Model);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["in.jsonl"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_text_is_shown_with_its_entities()
    {
        RealRun run = RealRun.Of("annotate", "--text", "Angela Merkel visited Paris.", "--model", Golden.DefaultModel).Ok();
        Assert.StartsWith("[Angela Merkel](PER) visited [Paris](LOC).", run.Printed);
    }

    [Fact]
    public void Stdin_goes_to_stdout_and_nothing_else_does()
    {
        RealRun run = RealRun.WithInput("{\"text\":\"Anna\"}\n", "annotate", "-", "-o", "-", "--model", Model, "--columns", "token").Ok();
        Assert.Equal("{\"text\":\"Anna\",\"token\":[{\"annotatorType\":\"token\",\"begin\":0,\"end\":3,\"result\":\"Anna\",\"metadata\":{\"sentence\":\"0\"},\"embeddings\":[]}],\"ner_error\":null}\n", run.Out);
        Assert.Equal("", run.Printed);
        Assert.Contains("1 document", run.Error);
        Assert.Equal("", RealRun.WithInput("{\"text\":\"Anna\"}\n", "annotate", "-", "-o", "-", "--model", Model, "--quiet").Ok().Error);
    }

    private RealRun Annotate(string input, string output, params string[] args)
    {
        return RealRun.Of(["annotate", input, "-o", output, "--model", Model, .. args]).Ok();
    }
}
