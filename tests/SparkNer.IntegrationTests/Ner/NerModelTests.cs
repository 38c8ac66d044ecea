using SparkNer.IntegrationTests.SqlApi;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.Ner;

/// <summary>A model on a real Spark: what it can be asked for besides the usual columns.</summary>
[Collection(SqlSessions.Name)]
public sealed class NerModelTests(SqlSessions sessions)
{
    private const string Docs = "values (1, 'John Smith lives in New York.'), (2, ''), (3, null), (4, 'Angela Merkel visited Paris with Siemens AG.') as docs(id, text)";

    private static readonly NerOptions _options = new() { WorkerExecutable = SparkNerProgram.Built };

    [SparkTheory, EachSpark]
    public void A_second_argument_is_the_documents_id(string version)
    {
        SparkSession spark = sessions.Get(version);
        using NerModel ner = spark.LoadNer(Golden.DefaultModel, _options);
        ner.Register("ner");

        Assert.Equal("7", spark.Sql($"select ner(text, '7').document[0].metadata['id'] from {Docs} where id = 1").Collect().Single().GetAs<string>(0));
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
