using System.Text.Json.Nodes;
using SparkNer.Aggregation;
using SparkNer.Arrow;
using SparkNer.Chunks;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Spark.Tests.Ner;

/// <summary>What the function gives is what <c>sparkner annotate</c> writes.</summary>
public sealed class NerFunctionTests : IDisposable
{
    private static readonly string[] Texts =
        [.. Golden.Lines("spark-nlp", "texts.jsonl.gz").Where((_, i) => i % 4 == 0).Select(l => l.GetProperty("text").GetString()!)];

    private readonly NerKind _kind = new(new ModelCache(log: _ => { }));

    public void Dispose() => _kind.Dispose();

    public static TheoryData<string> Models => new(Golden.DefaultModel, TestModels.Tiny, TestModels.TinyHuggingFace);

    [Theory]
    [MemberData(nameof(Models))]
    public void Values_are_those_of_annotate(string model) =>
        Compare(model, new AnnotatorOptions(), []);

    [Fact]
    public void Sentences_are_those_of_annotate() =>
        Compare(Golden.DefaultModel, new AnnotatorOptions { Sentences = true }, ["--sentences"]);

    [Fact]
    public void Options_count_as_for_annotate() => Compare(
        TestModels.Tiny,
        new AnnotatorOptions
        {
            MaxLength = 24,
            Stride = 5,
            Offsets = OffsetUnit.CodePoints,
            LabelScores = LabelScores.Predicted,
            NerConverter = new NerConverterOptions { Threshold = 0.2f, BlackList = ["PER"] },
        },
        ["--max-length", "24", "--stride", "5", "--offsets", "codepoints", "--label-scores", "predicted", "--threshold", "0.2", "--black-list", "PER"]);

    [Fact]
    public void Compatibility_counts_as_for_annotate() => Compare(
        TestModels.Tiny,
        new AnnotatorOptions { Compatibility = Compatibility.SparkNlp, Sentences = true },
        ["--compatibility", "spark-nlp", "--sentences"]);

    [Theory]
    [InlineData(AggregationStrategy.None, "none")]
    [InlineData(AggregationStrategy.Simple, "simple")]
    [InlineData(AggregationStrategy.Max, "max")]
    public void Entities_are_those_of_annotate(AggregationStrategy strategy, string name)
    {
        var options = new AnnotatorOptions { Layout = AnnotationLayout.HuggingFace, Aggregation = strategy };
        List<JsonObject> actual = Run(TestModels.Command(Golden.DefaultModel, options), Golden.DefaultModel, Columns.Texts(Texts));

        List<JsonObject> expected =
            Referee.Annotate(Golden.DefaultModel, Texts.Select(t => new JsonObject { ["text"] = t }), "--layout", "hf", "--aggregation", name);

        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Referee.Same(expected[i]["entities"], actual[i]["entities"], $"row {i}");
            Assert.Null(actual[i]["error"]);
        }
    }

    [Fact]
    public void Ids_and_metadata_are_in_the_document()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny, null, NerInput.Text, NerInput.Id, NerInput.Metadata);
        List<JsonObject> actual = Run(
            command, TestModels.Tiny, Columns.Texts("Anna", "Bob"), Columns.Texts("7", null), Columns.Maps([("k", "v"), ("n", null)], []));
        JsonObject[] rows =
        [
            new() { ["text"] = "Anna", ["id"] = "7", ["m"] = new JsonObject { ["k"] = "v", ["n"] = null } },
            new() { ["text"] = "Bob", ["id"] = null, ["m"] = new JsonObject() },
        ];
        using var folder = new TemporaryFolder();
        string config = folder.Write("c.json", """{"documentAssembler":{"metadataCol":"m"}}""");
        List<JsonObject> expected = Referee.Annotate(TestModels.Tiny, rows, "--id-column", "id", "--config", config);

        for (int i = 0; i < rows.Length; i++)
        {
            Referee.Same(expected[i]["document"], actual[i]["document"]);
        }
    }

    [Fact]
    public void Words_are_tokens_as_for_annotate()
    {
        string?[]?[] words = [["Anna", "Schmidt"], [], null, ["U.N.", "official", "\U0001F600", ""]];
        List<JsonObject> actual = Run(TestModels.Command(TestModels.Tiny, null, NerInput.Words), TestModels.Tiny, Columns.Words(words));
        List<JsonObject> expected = Referee.Annotate(
            TestModels.Tiny,
            words.Select(w => new JsonObject { ["words"] = w is null ? null : new JsonArray([.. w.Select(x => (JsonNode?)x)]) }),
            "--words-column", "words");

        SameColumns(expected, actual);
    }

    [Fact]
    public void A_missing_word_is_the_error_that_annotate_tells()
    {
        List<JsonObject> actual = Run(TestModels.Command(TestModels.Tiny, null, NerInput.Words), TestModels.Tiny, Columns.Words([["a", null]]));
        List<JsonObject> expected = Referee.Annotate(TestModels.Tiny, [new JsonObject { ["words"] = new JsonArray("a", null) }], "--words-column", "words");

        Assert.EndsWith(actual[0]["error"]!.GetValue<string>(), expected[0]["ner_error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("element 2 is null", actual[0]["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_not_utf8_has_the_error_and_its_neighbours_have_not()
    {
        byte[] line = [.. "{\"text\":\"x"u8, 0xC3, 0x28, .. "\"}\n"u8];
        List<JsonObject> referee = Referee.Annotate(TestModels.Tiny, line);
        List<JsonObject> actual = Run(
            TestModels.Command(TestModels.Tiny), TestModels.Tiny, Columns.Bytes("Anna"u8.ToArray(), [0x41, 0xC3, 0x28], "Bob"u8.ToArray()));
        List<JsonObject> alone = Run(TestModels.Command(TestModels.Tiny), TestModels.Tiny, Columns.Texts("Anna", null, "Bob"));

        string error = actual[1]["error"]!.GetValue<string>();
        Assert.EndsWith(error, referee[0]["ner_error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(error);
        actual[1]["error"] = null;
        for (int i = 0; i < 3; i++)
        {
            Referee.Same(alone[i], actual[i]);
        }
    }

    [Fact]
    public void Null_is_annotated_like_an_empty_text()
    {
        List<JsonObject> rows = Run(TestModels.Command(TestModels.Tiny), TestModels.Tiny, Columns.Texts(null, ""));

        Referee.Same(rows[1], rows[0]);
        Assert.Equal(-1, rows[0]["document"]![0]!["end"]!.GetValue<int>());
        Assert.Null(rows[0]["error"]);
    }

    [Fact]
    public void Only_the_wanted_columns_come_in_their_order()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny) with { Columns = [LayoutColumn.NerChunk, LayoutColumn.Document] };

        JsonObject row = Run(command, TestModels.Tiny, Columns.Texts("Anna"))[0];

        Assert.Equal(["ner_chunk", "document", "error"], row.Select(p => p.Key));
    }

    [Fact]
    public void Sentences_become_rows_of_their_own_as_for_annotate()
    {
        var options = new AnnotatorOptions { Sentences = true, SentenceDetector = new SentenceDetectorOptions { ExplodeSentences = true } };
        string[] texts = [.. Texts.Take(60), ""];
        using var folder = new TemporaryFolder();
        string config = folder.Write("c.json", """{"sentenceDetector":{"explodeSentences":true}}""");
        foreach (Compatibility compatibility in Enum.GetValues<Compatibility>())
        {
            string[] extra = compatibility == Compatibility.None ? [] : ["--compatibility", "spark-nlp"];
            List<JsonObject> expected = Referee.Annotate(TestModels.Tiny, texts.Select(t => new JsonObject { ["text"] = t }), ["--sentences", "--config", config, .. extra]);

            List<JsonNode?> lists = RunLists(TestModels.Command(TestModels.Tiny, options with { Compatibility = compatibility }), TestModels.Tiny, Columns.Texts(texts));

            Assert.Equal(texts.Length, lists.Count);
            SameColumns(expected, [.. lists.SelectMany(l => l!.AsArray()).Select(r => r!.AsObject())]);
        }
    }

    [Fact]
    public void A_bad_row_ends_the_task_where_that_is_asked_for()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny, null, NerInput.Text, NerInput.Id) with { OnError = NerErrorAction.Fail };

        FunctionException byId = Assert.Throws<FunctionException>(() => Run(command, TestModels.Tiny, Columns.Bytes([0xFF]), Columns.Texts("doc-7")));
        FunctionException byPlace = Assert.Throws<FunctionException>(() => Run(command, TestModels.Tiny, Columns.Bytes([0x41], [0xFF]), Columns.Texts(null, null)));

        Assert.Contains("'doc-7'", byId.Message, StringComparison.Ordinal);
        Assert.Contains("row 2 of partition 3", byPlace.Message, StringComparison.Ordinal);
        Assert.Contains("is not valid UTF-8", byPlace.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_counted_over_batches()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        using IBatchFunction function = _kind.Function(TestModels.Command(TestModels.Tiny) with { OnError = NerErrorAction.Fail }, TestModels.Context(broadcast));
        function.Evaluate([Columns.Texts("a", "b")], 2, CancellationToken.None).Dispose();

        FunctionException exception = Assert.Throws<FunctionException>(() => function.Evaluate([Columns.Bytes([0xFF])], 1, CancellationToken.None));

        Assert.Contains("row 3 of partition 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_of_any_size_give_the_same_rows_and_no_rows_give_none()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        using IBatchFunction function = _kind.Function(TestModels.Command(TestModels.Tiny), TestModels.Context(broadcast));
        string[] texts = [.. Texts.Take(50)];
        FunctionArgument all = Columns.Texts(texts);
        using ArrowArray together = function.Evaluate([all], texts.Length, CancellationToken.None);
        using ArrowArray none = function.Evaluate([new FunctionArgument(null, all.Values.Slice(5, 0))], 0, CancellationToken.None);

        Assert.Equal(0, none.Length);
        List<JsonNode?> expected = together.ToJson();
        for (int i = 0; i < texts.Length; i++)
        {
            using ArrowArray one = function.Evaluate([new FunctionArgument(null, all.Values.Slice(i, 1))], 1, CancellationToken.None);
            Referee.Same(expected[i], one.ToJson()[0], $"row {i}");
        }
    }

    [Fact]
    public void Arguments_may_be_named()
    {
        JsonObject row = Run(
            TestModels.Command(TestModels.Tiny), TestModels.Tiny, Columns.Texts("7") with { Name = "id" }, Columns.Texts("Anna") with { Name = "text" })[0];

        Assert.Equal("Anna", row["document"]![0]!["result"]!.GetValue<string>());
        Assert.Equal("7", row["document"]![0]!["metadata"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public void Wrong_arguments_say_what_is_needed()
    {
        NerCommand command = TestModels.Command(TestModels.Tiny);
        var numbers = new FixedWidthBuilder<long>(new ArrowType.Int(64));
        numbers.Append(5);

        Assert.Contains("is bigint, but string is needed", Fails(new FunctionArgument(null, numbers.Finish())), StringComparison.Ordinal);
        Assert.Contains("takes 1 arguments (text), not 2", Fails(Columns.Texts("a"), Columns.Texts("b")), StringComparison.Ordinal);
        Assert.Contains("no argument 'txt'", Fails(Columns.Texts("a") with { Name = "txt" }), StringComparison.Ordinal);
        Assert.Contains("needs a text", Fails(Columns.Texts("a") with { Name = "id" }), StringComparison.Ordinal);
        Assert.Contains("argument 'text' twice", Fails(Columns.Texts("a"), Columns.Texts("b") with { Name = "text" }), StringComparison.Ordinal);

        string Fails(params FunctionArgument[] arguments) =>
            Assert.Throws<FunctionException>(() => Run(command, TestModels.Tiny, arguments)).Message;
    }

    [Fact]
    public void Cancelling_ends_the_call()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        using IBatchFunction function = _kind.Function(TestModels.Command(TestModels.Tiny), TestModels.Context(broadcast));

        Assert.ThrowsAny<OperationCanceledException>(() => function.Evaluate([Columns.Texts(Texts)], Texts.Length, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Results_survive_the_way_to_spark()
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(TestModels.Tiny));
        using IBatchFunction function = _kind.Function(TestModels.Command(TestModels.Tiny), TestModels.Context(broadcast));
        using ArrowArray result = function.Evaluate([Columns.Texts(Texts)], Texts.Length, CancellationToken.None);
        var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, new ArrowSchema(new ArrowField("_0", function.ResultType)));
        writer.WriteBatch([result], result.Length);
        writer.WriteEnd();
        stream.Position = 0;

        using var reader = new ArrowStreamReader(stream);
        using RecordBatch batch = reader.ReadBatch()!;

        Assert.Equal(function.ResultType, reader.Schema.Fields[0].Type);
        Assert.Equal(result.ToJson().Select(n => n!.ToJsonString()), batch.Columns[0].ToJson().Select(n => n!.ToJsonString()));
    }

    private void Compare(string model, AnnotatorOptions options, string[] arguments)
    {
        string?[] texts = [.. Texts, null, ""];
        List<JsonObject> expected = Referee.Annotate(model, texts.Select(t => new JsonObject { ["text"] = t }), arguments);

        SameColumns(expected, Run(TestModels.Command(model, options), model, Columns.Texts(texts)));
    }

    private static void SameColumns(List<JsonObject> expected, List<JsonObject> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            foreach ((string column, JsonNode? value) in actual[i])
            {
                Referee.Same(expected[i][column == "error" ? "ner_error" : column], value, $"row {i} {column}");
            }
        }
    }

    private List<JsonObject> Run(NerCommand command, string model, params FunctionArgument[] arguments) =>
        [.. RunLists(command, model, arguments).Select(r => r!.AsObject())];

    private List<JsonNode?> RunLists(NerCommand command, string model, params FunctionArgument[] arguments)
    {
        var broadcast = new BytesBroadcast(1, TestModels.Package(model));
        using IBatchFunction function = _kind.Function(command, TestModels.Context(broadcast));
        using ArrowArray result = function.Evaluate(arguments, arguments[0].Values.Length, CancellationToken.None);
        Assert.Equal(arguments[0].Values.Length, result.Length);
        Assert.Equal(AnnotationTypes.Result(command), result.Type);
        return result.ToJson();
    }
}
