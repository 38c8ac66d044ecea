using System.Text.Json.Nodes;
using SparkNer.IntegrationTests.SqlApi;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.Ner;

/// <summary>A model on a real Spark: what comes out is what <c>sparkner annotate</c> writes, whichever way it is asked for.</summary>
[Collection(SqlSessions.Name)]
public sealed class NerModelTests(SqlSessions sessions)
{
    private const string Docs = "values (1, 'John Smith lives in New York.'), (2, ''), (3, null), (4, 'Angela Merkel visited Paris with Siemens AG.') as docs(id, text)";

    private static readonly NerOptions _options = new() { WorkerExecutable = SparkNerProgram.Built };

    [SparkTheory, EachSpark]
    public void Transform_gives_schema_and_values_of_annotate(string version)
    {
        using var folder = new TemporaryFolder();
        TestTexts.Write(folder["in.parquet"], TestTexts.Take(120));
        SparkNerProgram.Run(["annotate", "in.parquet", "-o", "out.parquet", "--model", Golden.DefaultModel], folder.Path).EnsureSuccess();
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options);

        ner.Transform(spark.Read().Parquet(folder["in.parquet"])).Write().Parquet(folder["spark"]);

        string written = folder["spark"] + "/*.parquet";
        AnnotatedFiles.AssertEqual(folder["out.parquet"], written, ["document", "token", "ner", "ner_chunk"], ["text", "ner_error"]);
        Assert.True(JsonNode.DeepEquals(AnnotatedFiles.SparkSchema(folder["out.parquet"]), AnnotatedFiles.SparkSchema(written)));
    }

    [SparkTheory, EachSpark]
    public void Transform_evaluates_a_row_once_also_under_filters(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options);

        DataFrame found = ner.Transform(spark.Sql($"select * from {Docs}")).Where("size(ner_chunk) > 1 and size(token) > 3").SelectExpr("id", "ner_chunk.result", "token.result as words", "ner");

        Assert.Equal(2, found.ExplainString().Split("ArrowEvalPython").Length);
        Assert.Equal([1, 4], found.Collect().Select(r => r.GetAs<int>("id")).Order());
    }

    [SparkTheory, EachSpark]
    public void Sql_calls_it_in_select_where_join_and_aggregate(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options);
        ner.Register("ner");
        spark.Sql($"select * from {Docs}").CreateOrReplaceTempView("ner_docs");

        Assert.Equal(["1 John Smith,New York", "2 ", "3 ", "4 Angela Merkel,Paris,Siemens AG"], Texts("select concat(id, ' ', concat_ws(',', ner(text).ner_chunk.result)) from ner_docs"));
        Assert.Equal(["4"], Texts("select string(id) from ner_docs where size(ner(text).ner_chunk) > 2"));
        Assert.Equal(["2 3", "3 2"], Texts(
            "select concat(a.id, ' ', b.id) from ner_docs a join ner_docs b on a.id <> b.id and ner(a.text).ner_chunk.result = ner(b.text).ner_chunk.result and size(ner(a.text).token) = 0"));
        Assert.Equal(["LOC 2", "ORG 1", "PER 2"], Texts(
            "select concat(e, ' ', count(*)) from (select explode(transform(ner(text).ner_chunk, c -> c.metadata['entity'])) e from ner_docs) group by e"));
        Assert.Equal(["7"], Texts("select ner(text, '7').document[0].metadata['id'] from ner_docs where id = 1"));

        string[] Texts(string sql) => [.. spark.Sql(sql).Collect().Select(r => r.GetAs<string>(0)).Order(StringComparer.Ordinal)];
    }

    [SparkTheory, EachSpark]
    public void Ten_functions_in_one_select(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options);
        DataFrame docs = spark.Sql($"select * from {Docs} where id = 1");

        Row row = docs.Select([.. Enumerable.Range(0, 10).Select(i => Size(ner.Annotate(Concat(Col("text"), Lit(string.Concat(Enumerable.Repeat(" x", i))))).GetField("token")).As($"c{i}"))]).Collect().Single();

        Assert.Equal(Enumerable.Range(7, 10), Enumerable.Range(0, 10).Select(row.GetAs<int>));
    }

    [SparkTheory, EachSpark]
    public void Sentences_become_rows_of_their_own(string version)
    {
        SparkSession spark = sessions.Get(version);
        var options = new AnnotatorOptions { Sentences = true, SentenceDetector = new() { ExplodeSentences = true } };
        using NerModel ner = spark.LoadNer("file://" + Golden.DefaultModel, _options with { Annotator = options, Columns = ["sentence"], ErrorsColumn = "e" });

        DataFrame rows = ner.Transform(spark.Sql("select * from values ('John came. Mary left.', 1), ('', 2) as t(text, k)"));

        Assert.Equal(["text", "k", "sentence", "e"], rows.Columns());
        Assert.Equal(["1 John came.", "1 Mary left.", "2 "], rows.SelectExpr("concat(k, ' ', concat_ws(',', sentence.result))").Collect().Select(r => r.GetAs<string>(0)).Order(StringComparer.Ordinal));
    }

    [SparkTheory, EachSpark]
    public void A_model_in_a_folder_goes_by_path(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options with { ShipModel = ModelShipping.Path });

        Assert.Equal(4, ner.Transform(spark.Sql($"select * from {Docs}")).Where("ner_error is null").Count());
    }

    [SparkTheory, EachSpark]
    public void A_models_uri_may_hold_a_space(string version)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["my model"], Golden.DefaultModel);
        using NerModel ner = sessions.Get(version).LoadNer("file:" + folder["my model"], _options);

        Assert.Equal("my model", ner.Name);
    }

    [SparkTheory, EachSpark]
    public void A_bad_row_ends_the_job_with_its_id_where_that_is_asked_for(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options with { OnError = NerErrorAction.Fail, IdColumn = "id" });
        DataFrame rows = ner.Transform(spark.Sql("select 5 as id, cast(X'ff41' as string) as text"));

        JavaException exception = Assert.Throws<JavaException>(() => rows.Collect().ToList());

        Assert.StartsWith("the row with the id '5' cannot be annotated: is not valid UTF-8", exception.Message, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_preflight_finds_the_model_working(string version)
    {
        IReadOnlyList<PreflightReport> reports = NerPreflight.Run(sessions.Get(version), Golden.DefaultModel, _options);

        Assert.All(reports, r => Assert.Null(r.Error));
        Assert.All(reports, r => Assert.Equal(["PER John Smith", "LOC New York"], r.Entities!));
        Assert.NotEmpty(reports);
    }
}
