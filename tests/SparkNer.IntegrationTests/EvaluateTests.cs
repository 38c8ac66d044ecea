using System.Text.Json.Nodes;
using SparkNer.Cli;
using SparkNer.Cli.Output;
using SparkNer.Files.DuckDb;
using SparkNer.IntegrationTests.Support;
using SparkNer.Jobs.Evaluate;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests;

/// <summary>The job <c>evaluate</c>: on every Spark the bytes that <c>sparkner evaluate</c> prints for the same sentences.</summary>
[Collection(SparkClusters.Collection)]
public sealed class EvaluateTests(SparkSessions sessions) : IDisposable
{
    private const int Sentences = 80;
    private const int SentencesOfADocument = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkTheory, EachSpark]
    public void Predicted_tags_are_scored_as_without_Spark(string version)
    {
        string table = GoldenTable();
        string[][] reports =
        [
            [],
            ["--report", "seqeval", "--digits", "4", "--types", "PER,X", "--map-types", "LOC=X,ORG=X"],
            ["--report", "tokens", "--no-outside"],
            ["--json", "--html", "PAGE"],
            ["--compare", "column:predicted", "column:nothing", "--resamples", "50"],
        ];
        foreach (string[] report in reports)
        {
            string[] columns = report.Contains("--compare") ? report : ["--predicted-column", "predicted", .. report];
            Assert.Equal(Local([table, .. Paged(columns, "local.html")]), OnSpark(version, ["--input", table, .. Paged(columns, "spark.html")]));
        }

        Assert.Equal(File.ReadAllBytes(_folder["local.html"]), File.ReadAllBytes(_folder["spark.html"]));
    }

    [SparkTheory, EachSpark]
    public void A_model_tags_and_scores_as_without_Spark(string version)
    {
        string conll = WriteConll();
        string table = WriteJson();
        string[][] settings =
        [
            ["--json"],
            ["--report", "seqeval", "--mode", "strict", "--scheme", "IOBES", "--label-all-tokens", "--partitions", "3"],
            ["--compare", Golden.DefaultModel, Golden.DefaultModel + ",label-all-tokens=true", "--resamples", "50"],
        ];
        foreach (string[] given in settings)
        {
            string[] model = given.Contains("--compare") ? given : ["--model", Golden.DefaultModel, .. given];
            string expected = Local([conll, "--comments", .. model.Where(word => word is not ("--partitions" or "3"))]);
            Assert.Equal(expected, OnSpark(version, ["--input", table, "--input-format", "jsonl", .. model]));
        }
    }

    [SparkTheory, EachSpark]
    public void A_model_sees_the_neighbouring_sentences_of_the_document_in_the_order_of_a_column(string version)
    {
        string[] given = ["--model", Golden.DefaultModel, "--sentence-context", "2", "--json"];
        string alone = Local([WriteConll(), "--comments", .. given[..2], "--json"]);
        string expected = Local([WriteConll(), "--comments", .. given]);
        Assert.NotEqual(alone, expected);
        string[] documents = ["--document-column", "doc", "--order-column", "at", "--partitions", "5"];
        string actual = OnSpark(version, ["--input", WriteJson(), "--input-format", "json", .. documents, .. given, "--explain"]);
        Assert.EndsWith(expected, actual, StringComparison.Ordinal);

        // What the executors have tagged at once is kept: the driver does not make them do it again.
        Assert.Contains("InMemoryTableScan", actual, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_table_that_will_not_do_is_an_error_that_names_the_column_or_the_row(string version)
    {
        string table = _folder.Write(
            "wrong.jsonl",
            """
            {"tokens": ["a", "b"], "labels": ["O", "O"], "short": ["O", "O"], "none": ["O", "O"], "gap": ["O", "O"], "text": "O"}
            {"tokens": [], "labels": [], "short": [], "none": [], "gap": [], "text": ""}
            {"tokens": ["a", "b"], "labels": ["O", "O"], "short": ["O"], "none": null, "gap": ["O", null], "text": "O"}
            """);
        Expect("label", $"There is no column 'label'; there are gap, labels, none, short, text, tokens. Did you mean 'labels'? Name it with --predicted-column.");
        Expect("text", "The column 'text' is string, but an array of strings is needed, or an annotation column such as ner. Name another with --predicted-column, or write the table anew.");
        Expect("short", $"{table}, row 3: has 2 words, 2 right tags and 1 predicted tags. There must be as many of each.");
        Expect("none", $"{table}, row 3: the column 'none' is null; a list of strings is needed.");
        Expect("gap", $"{table}, row 3: the column 'gap' has no value for token 2; a list of strings is needed.");

        void Expect(string column, string message)
        {
            string[] given = ["--input", table, "--input-format", "json", "--predicted-column", column];
            Assert.Equal(message, Assert.Throws<UserErrorException>(() => OnSpark(version, given)).Message);
        }
    }

    [SparkTheory, EachSpark]
    public void Submitted_it_prints_the_report_alone(string version)
    {
        string table = GoldenTable();
        string[] given = ["--predicted-column", "predicted", "--report", "seqeval"];
        Assert.Equal(Local([table, .. given]), Submit(version, ["--input", table, .. given]).EnsureSuccess().Out);
        ProgramResult failed = Submit(version, ["--input", table, "--gold-column", "lables"]).EnsureFailure();
        Assert.Equal("", failed.Out);
        Assert.Contains("sparkner: error: There is no column 'lables'; there are tokens, labels, predicted, nothing. Did you mean 'labels'?", failed.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Document, int At, string[] Words, string[] Gold)> Tagged()
    {
        string[][] sentences =
        [
            .. TestTexts.Take(2 * Sentences).Select(t => (t.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0).Take(Sentences),
        ];

        // Right often enough for the scores not to be zero.
        return sentences.Select((words, i) => (i / SentencesOfADocument, i, words, Array.ConvertAll(words, w => char.IsUpper(w[0]) ? "B-PER" : "O")));
    }

    private string[] Paged(string[] report, string page) => Array.ConvertAll(report, word => word == "PAGE" ? _folder[page] : word);

    private string GoldenTable()
    {
        string table = _folder["golden.parquet"];
        using ConnectionHandle connection = DuckDatabase.Connect();
        DuckQuery.Execute(
            connection,
            $"""
            COPY (SELECT list_transform(labels, lambda tag: 'word') AS tokens, labels, predicted, list_transform(labels, lambda tag: 'O') AS nothing
                  FROM (SELECT unnest(y_true) AS labels, unnest(y_pred) AS predicted FROM read_json('{Golden.PathOf("hf", "metrics", "cases.jsonl")}')))
            TO '{table}' (FORMAT parquet)
            """);
        return table;
    }

    private string WriteConll() => _folder.Write(
        "tagged.conll",
        string.Concat(Tagged().Select(s => $"{(s.At % SentencesOfADocument == 0 ? "# newdoc\n" : "")}{string.Concat(s.Words.Zip(s.Gold, (word, tag) => $"{word} {tag}\n"))}\n")));

    private string WriteJson() => _folder.Write("tagged.jsonl", string.Concat(Tagged().Select(s => new JsonObject
    {
        ["doc"] = $"d{s.Document}",
        ["at"] = s.At,
        ["tokens"] = new JsonArray([.. s.Words.Select(word => (JsonNode)word)]),
        ["labels"] = new JsonArray([.. s.Gold.Select(tag => (JsonNode)tag)]),
    }.ToJsonString() + "\n")));

    private string Local(string[] args) => SparkNerProgram.Run(["evaluate", .. args, "--quiet"], _folder.Path).EnsureSuccess().Out;

    private string OnSpark(string version, string[] args)
    {
        SparkSession spark = sessions.Local(version, new Dictionary<string, string> { ["spark.sparkner.worker"] = SparkNerProgram.Built });
        using var output = new StringWriter();
        using var error = new StringWriter();
        var streams = new ConsoleStreams(output, false, error, false, _ => null, () => 100);
        new EvaluateJob(EvaluateProgram.Read(args), streams).Run(spark, CancellationToken.None);
        return output.ToString();
    }

    private ProgramResult Submit(string version, string[] args)
    {
        SparkDistribution spark = SparkDistributions.Of(version);
        string[] command = [SparkNerProgram.Built, "submit", "evaluate", "--master", "local[2]", "--spark-home", spark.Home, .. args];
        return ProgramRun.Run(command, new SparkSettings(spark, _folder.Path).Environment(), _folder.Path);
    }
}
