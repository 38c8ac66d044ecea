using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class JsonTests
{
    private static readonly OutputLayout _short = new([AnnotationColumn.OfAnnotations("document", AnnotatorType.Document)]);

    [Fact]
    public void Fields_stay_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string[] lines =
        [
            """{"id": 1.50, "text":"Anna", "x" : [1 , {"y":null}] }""",
            """ { "text" : "\ud83d\ude00 \u0041" , "n":1E400,"n":12345678901234567890 }""",
            """{"text":null,"s":"\ud800\/"}""",
            """{"text":""}""",
        ];
        folder.Write("in.jsonl", "\uFEFF" + string.Join("\r\n", lines) + "\r\n\n  \n");
        Assert.Empty(FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"], layout: _short));
        byte[] bytes = File.ReadAllBytes(folder["out.jsonl"]);
        Assert.NotEqual(0xEF, bytes[0]);
        string[] output = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal("", output[^1]);
        for (int i = 0; i < lines.Length; i++)
        {
            string inside = lines[i].Trim()[1..^1];
            Assert.StartsWith("{" + inside + ",\"document\":[{", output[i]);
            Assert.EndsWith(",\"ner_error\":null}", output[i]);
        }

        Assert.Contains(
            "\"document\":[{\"annotatorType\":\"document\",\"begin\":0,\"end\":3,\"result\":\"Anna\",\"metadata\":{\"sentence\":\"0\"},\"embeddings\":[]}]", output[0], StringComparison.Ordinal);
        Assert.Contains("\"end\":3,\"result\":\"😀 A\"", output[1], StringComparison.Ordinal);
        Assert.Contains("\"begin\":0,\"end\":-1,\"result\":\"\"", output[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Random_rows_survive_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        Gen<string> name = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => "k" + s.Get);
        Gen<JsonNode?> leaf = Gen.OneOf(
            ArbMap.Default.GeneratorFor<int>().Select(i => (JsonNode?)i),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(d => (JsonNode?)d.Get),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (JsonNode?)b),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => (JsonNode?)s.Get),
            Gen.Constant((JsonNode?)null));
        Gen<JsonNode?> value = Gen.OneOf(leaf, leaf.ArrayOf().Select(a => (JsonNode?)new JsonArray([.. a.Select(n => n?.DeepClone())])));
        Gen<string> row =
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from fields in (from n in name from v in value select (n, v)).ArrayOf()
            from relaxed in ArbMap.Default.GeneratorFor<bool>()
            select new JsonObject([new("text", text.Get), .. fields.DistinctBy(f => f.n).Select(f => KeyValuePair.Create(f.n, f.v?.DeepClone()))])
                .ToJsonString(relaxed ? new JsonSerializerOptions { Encoder = RelaxedJson.Encoder } : null);
        Prop.ForAll(row.NonEmptyListOf().ToArbitrary(), rows =>
        {
            folder.Write("in.jsonl", string.Join('\n', rows));
            File.Delete(folder["out.jsonl"]);
            List<string> errors = FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"], new SourceOptions { BatchRows = 3 }, _short);
            string[] output = File.ReadAllText(folder["out.jsonl"]).Split('\n');
            return errors.Count == 0 && output.Length == rows.Count + 1
                && rows.Select((r, i) => output[i].StartsWith(r[..^1] + ",\"document\":[{", StringComparison.Ordinal) && JsonNode.Parse(output[i]) is JsonObject).All(ok => ok);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Lone_surrogates_and_odd_characters_move_no_offset()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", """{"text":"a\ud800b\udc00\ud800\ud800\udc00\u0000\u2028c\"\\\/\b\f\n\r\t"}""");
        using IRowSource source = RowSources.Open(folder["in.jsonl"], FileFormat.Jsonl);
        Assert.True(source.TryRead(out RowBatch? batch));
        using (batch)
        {
            Assert.Equal("a\uFFFDb\uFFFD\uFFFD\uD800\uDC00\0\u2028c\"\\/\b\f\n\r\t", batch.Texts[0]);
        }
    }

    [Fact]
    public void A_bad_line_is_a_row_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        byte[] file =
        [
            .. "{\"text\":\"Anna\",\"id\":1}\n{\"text\": \"x\n\n[1]\n{\"text\":5,\"id\":2}\n{\"text\":\"a\"} {}\n"u8, (byte)'"', 0xFF, (byte)'"', (byte)'\n', .. "nul\n{\"text\":\"Bob\",\"id\":3}"u8,
        ];
        folder.Write("in.jsonl", file);
        List<string> errors = FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"]);
        string path = folder["in.jsonl"];
        Assert.Equal(6, errors.Count);
        Assert.StartsWith($"{path}, line 2: is not valid JSON, at byte ", errors[0], StringComparison.Ordinal);
        Assert.Equal($"{path}, line 4: is not a JSON object but an array", errors[1]);
        Assert.Equal($"{path}, line 5: column 'text' is not a string but a number", errors[2]);
        Assert.Equal($"{path}, line 6: is not valid JSON, at byte 14: '{{' is invalid after a single JSON value. Expected end of data.", errors[3]);
        Assert.Equal($"{path}, line 7: is not valid UTF-8", errors[4]);
        Assert.StartsWith($"{path}, line 8: is not valid JSON", errors[5], StringComparison.Ordinal);

        JsonNode[] rows = [.. File.ReadLines(folder["out.jsonl"]).Select(l => JsonNode.Parse(l)!)];
        Assert.Equal(8, rows.Length);
        Assert.Equal("{\"text\": \"x", (string?)rows[1]["_corrupt_record"]);
        Assert.Equal("\"\uFFFD\"", (string?)rows[5]["_corrupt_record"]);
        Assert.Equal(errors, rows.Select(r => (string?)r["ner_error"]).OfType<string>());
        Assert.Equal([5, 2], new[] { (int)rows[3]["text"]!, (int)rows[3]["id"]! });
        Assert.Equal(3, (int)rows[7]["id"]!);

        FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"]);
        Assert.Equal(
            ["Anna|1|∅", "∅|∅|{\"text\": \"x", "∅|∅|[1]", "5|2|∅", "∅|∅|{\"text\":\"a\"} {}", "∅|∅|\"\uFFFD\"", "∅|∅|nul", "Bob|3|∅"],
            Duck.Rows($"SELECT text, id, _corrupt_record FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_a_row()
    {
        using var folder = new TemporaryFolder();
        string text = new('x', 10 << 20);
        folder.Write("in.jsonl", $"{{\"text\":\"a\"}}\n{{\"text\":\"{text}\"}}\n{{\"text\":\"b\"}}");
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"]);
        Assert.Equal([1, 10 << 20, 1], File.ReadLines(folder["out.jsonl"]).Select(l => ((string)JsonNode.Parse(l)!["text"]!).Length));
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"]);
        Assert.Equal(["1|1", "10485760|10485760", "1|1"], Duck.Rows($"SELECT length(text), length(token[1].result) FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void Fields_become_typed_columns()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", """
            {"text":"a","b":true,"i":1,"n":1,"s":"x","big":12345678901234567890,"mix":"x","o":{"p":[1, 2]},"null":null}
            {"text":"b","b":null,"i":-9223372036854775808,"n":2.5e1,"s":"y \"z\"","big":1,"mix":1,"o":[],"late":"late"}
            {"te\u0078t":"c"}
            """);
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"]);
        const string Columns = "b, i, n, s, big, mix, o, \"null\", late";
        Assert.Equal(
            ["b|BOOLEAN", "i|BIGINT", "n|DOUBLE", "s|VARCHAR", "big|VARCHAR", "mix|VARCHAR", "o|VARCHAR", "null|VARCHAR", "late|VARCHAR"],
            Duck.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT {Columns} FROM '{folder["out.parquet"]}')"));
        Assert.Equal(
            ["a|true|1|1.0|x|12345678901234567890|\"x\"|{\"p\":[1, 2]}|∅|∅", "b|∅|-9223372036854775808|25.0|y \"z\"|1|1|[]|∅|late", "c|∅|∅|∅|∅|∅|∅|∅|∅|∅"],
            Duck.Rows($"SELECT text, {Columns} FROM '{folder["out.parquet"]}'"));

        FakeAnnotator.Run(folder["in.jsonl"], folder["out.csv"], layout: _short);
        string[] csv = File.ReadAllText(folder["out.csv"]).Split('\n');
        Assert.Equal("text,b,i,n,s,big,mix,o,null,late,document,ner_error", csv[0]);
        Assert.StartsWith("a,true,1,1,x,12345678901234567890,x,\"{\"\"p\"\":[1, 2]}\",,,\"[{\"\"annotatorType\"\":", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_ids_and_metadata_are_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", """
            {"w":["Anna","\u0042ob"],"id":1.50,"m":{"a":"x","b":2,"c":null}}
            {"w":null,"id":"y"}
            {"w":["a",1]}
            {"w":"a"}
            """);
        using IRowSource source = RowSources.Open(folder["in.jsonl"], FileFormat.Json, new SourceOptions { WordsColumn = "w", IdColumn = "id", MetadataColumn = "m", Carry = CarryAs.Json });
        Assert.True(source.TryRead(out RowBatch? batch));
        using (batch)
        {
            Assert.Equal(["Anna", "Bob"], batch.Words![0]!);
            Assert.Null(batch.Words[1]);
            Assert.Equal(new string?[] { "1.50", "y", null, null }, batch.Ids);
            Assert.Equal([new("a", "x"), new("b", "2"), new("c", null)], batch.Metadata![0]!);
            Assert.EndsWith("line 3: column 'w' is not an array of strings: element 2 is a number", batch.Errors[2], StringComparison.Ordinal);
            Assert.EndsWith("line 4: column 'w' is not an array of strings but a string", batch.Errors[3], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_text_column_is_told_before_any_row()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", string.Concat(Enumerable.Repeat("{\"Text\":\"x\",\"id\":1}\n", 5)) + "bad\n");
        using IRowSource source = RowSources.Open(folder["in.jsonl"], FileFormat.Jsonl, new SourceOptions { Carry = CarryAs.Json });
        InputException error = Assert.Throws<InputException>(() => source.TryRead(out _));
        Assert.Equal($"{folder["in.jsonl"]}: there is no column 'text'. In its first 5 lines there are: Text, id. Did you mean 'Text'? Name it with --text-column.", error.Message);

        // Found late is found, within the first thousand.
        folder.Write("late.jsonl", string.Concat(Enumerable.Repeat("{\"id\":1}\n", 999)) + "{\"text\":\"x\"}\n");
        using IRowSource late = RowSources.Open(folder["late.jsonl"], FileFormat.Jsonl, new SourceOptions { Carry = CarryAs.Json, BatchRows = 100 });
        int rows = 0;
        while (late.TryRead(out RowBatch? batch))
        {
            Assert.Equal($"{folder["late.jsonl"]}, line {rows + 1}", batch.Describe(0));
            rows += batch.Count;
            batch.Dispose();
        }

        Assert.Equal(1000, rows);
    }

    [Fact]
    public void An_array_and_utf16_are_refused_with_the_cure()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", "[\n{\"text\":\"x\"}\n]");
        using IRowSource array = RowSources.Open(folder["a.json"], FileFormat.Json, new SourceOptions { Carry = CarryAs.Json });
        Assert.Contains("jq -c '.[]'", Assert.Throws<InputException>(() => array.TryRead(out _)).Message, StringComparison.Ordinal);
        folder.Write("b.json", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{\"text\":\"x\"}")).ToArray());
        using IRowSource utf16 = RowSources.Open(folder["b.json"], FileFormat.Json, new SourceOptions { Carry = CarryAs.Json });
        Assert.Contains("iconv -f UTF-16", Assert.Throws<InputException>(() => utf16.TryRead(out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_are_exactly_the_pipelines_object()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"Anna met Bob\",\"id\":1}\n{\"text\":\"none\"}");
        var layout = new OutputLayout([AnnotationColumn.OfEntities(aggregated: true)]) { InputColumns = false, OmitNullErrors = true };
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"], layout: layout);
        Assert.Equal(
            "{\"entities\":[{\"entity_group\":\"PER\",\"score\":0.618034,\"word\":\"Anna\",\"start\":0,\"end\":4},{\"entity_group\":\"PER\",\"score\":0.18033987,\"word\":\"Bob\",\"start\":9,\"end\":12}]}\n{\"entities\":[]}\n",
            File.ReadAllText(folder["out.jsonl"]));
        FakeAnnotator.Run(folder["in.jsonl"], folder["pieces.jsonl"], layout: layout with { Columns = [AnnotationColumn.OfEntities(aggregated: false)] });
        Assert.StartsWith("{\"entities\":[{\"entity\":\"PER\",\"score\":0.618034,\"index\":1,\"word\":\"Anna\",", File.ReadAllText(folder["pieces.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_with_an_output_columns_name_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"x\"}\n{\"text\":\"x\",\"document\":1}");
        foreach (string output in new[] { "out.jsonl", "out.parquet", "out.csv" })
        {
            InputException error = Assert.Throws<InputException>(() => FakeAnnotator.Run(folder["in.jsonl"], folder[output]));
            Assert.Contains("has a column 'document'", error.Message, StringComparison.Ordinal);
            Assert.Equal([folder["in.jsonl"]], Directory.GetFiles(folder.Path));
        }
    }
}
