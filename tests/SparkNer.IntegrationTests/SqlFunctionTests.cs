using System.Globalization;
using System.Text.RegularExpressions;
using SparkNer.Files.DuckDb;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests;

/// <summary>The function in SQL and in data frames, in every place where Spark allows one. What <c>sparkner annotate</c> found is the referee.</summary>
[Collection(SparkClusters.Collection)]
public sealed partial class SqlFunctionTests(SparkSessions sessions, TestCorpus corpus)
{
    private const int Rows = TestCorpus.SmallCount;

    [SparkTheory, EachSpark]
    public void It_works_in_select(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        IEnumerable<string> actual = Texts(spark.Sql("SELECT id, array_join(transform(ner(text).ner_chunk, c -> c.result), '|') FROM docs ORDER BY id"));
        Assert.Equal(Expected("SELECT id, coalesce(array_to_string([c.result for c in ner_chunk], '|'), '') FROM {0} ORDER BY id"), actual);
    }

    [SparkTheory, EachSpark]
    public void It_works_in_where(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        IEnumerable<string> actual = Texts(spark.Sql("SELECT id FROM docs WHERE size(ner(text).ner_chunk) > 1 ORDER BY id"));
        Assert.Equal(Expected("SELECT id FROM {0} WHERE len(ner_chunk) > 1 ORDER BY id"), actual);
    }

    [SparkTheory, EachSpark]
    public void A_subquery_serves_select_and_where_with_one_evaluation(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrame query = spark.Sql("SELECT id, size(a.ner_chunk) FROM (SELECT id, ner(text) AS a FROM docs) WHERE size(a.token) > 5 ORDER BY id");
        Assert.Equal(Expected("SELECT id, len(ner_chunk) FROM {0} WHERE len(token) > 5 ORDER BY id"), Texts(query));
    }

    [SparkTheory, EachSpark]
    public void It_works_in_an_aggregate(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        IEnumerable<string> actual = Texts(spark.Sql(
            "SELECT c.metadata['entity'] AS entity, count(*) FROM (SELECT explode(ner(text).ner_chunk) AS c FROM docs) GROUP BY c.metadata['entity'] ORDER BY entity"));
        Assert.Equal(
            Expected("SELECT c.metadata['entity'] AS entity, count(*) FROM (SELECT unnest(ner_chunk) AS c FROM {0}) GROUP BY entity ORDER BY entity"),
            actual);
    }

    [SparkTheory, EachSpark]
    public void It_works_as_a_group(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        IEnumerable<string> actual = Texts(spark.Sql("SELECT size(ner(text).ner_chunk) AS n, count(*) FROM docs GROUP BY size(ner(text).ner_chunk) ORDER BY n"));
        Assert.Equal(Expected("SELECT len(ner_chunk) AS n, count(*) FROM {0} GROUP BY n ORDER BY n"), actual);
    }

    [SparkTheory, EachSpark]
    public void It_works_in_a_join(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        IEnumerable<string> actual = Texts(spark.Sql(
            """
            SELECT d.id, p.country FROM docs d
            JOIN (SELECT * FROM VALUES ('Berlin', 'DE'), ('Lagos', 'NG'), ('Lyon', 'FR') AS p(place, country)) p
            ON get(transform(ner(d.text).ner_chunk, c -> c.result), 0) = p.place
            ORDER BY d.id
            """));
        Assert.Equal(
            Expected("SELECT d.id, p.country FROM {0} d JOIN (VALUES ('Berlin', 'DE'), ('Lagos', 'NG'), ('Lyon', 'FR')) p(place, country) ON d.ner_chunk[1].result = p.place ORDER BY d.id"),
            actual);
    }

    [SparkTheory, EachSpark]
    public void Null_and_empty_texts_have_their_columns(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        string[] actual = Texts(spark.Sql(
            """
            SELECT text IS NULL, size(a.document), size(a.token), size(a.ner), size(a.ner_chunk), a.document[0].end, a.error IS NULL
            FROM (SELECT text, ner(text) AS a FROM docs) WHERE text IS NULL OR text = ''
            """)).ToArray();
        Assert.Contains("true|1|0|0|0|-1|true", actual);
        Assert.Contains("false|1|0|0|0|-1|true", actual);
        Assert.Equal(2, actual.Distinct().Count());
    }

    [SparkTheory, EachSpark]
    public void Partitions_without_rows_do_no_harm(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrame spread = spark.Table("docs").Where("id < 3").Repartition(8);
        Assert.Equal(3, ner.Transform(spread).Select(Expr("size(token)")).Collect().Count());
        Assert.Empty(ner.Transform(spread.Where("id < 0")).Collect());
    }

    [SparkTheory, EachSpark]
    public void Ten_columns_in_one_select_are_ten_results(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrame docs = spark.Table("docs").Where("text IS NOT NULL");
        IEnumerable<Column> columns = Enumerable.Range(0, 10).Select(i => ner.Annotate(Concat(Lit($"{i} "), Col("text"))).As($"a{i}"));
        IEnumerable<string> same = Enumerable.Range(0, 10).Select(i => $"get(a{i}.document, 0).result = concat('{i} ', text) AND size(a{i}.ner) = size(a0.ner)");
        DataFrame annotated = docs.Select([Col("text"), .. columns]);
        Assert.Equal(docs.Count(), annotated.Where(string.Join(" AND ", same)).Count());
    }

    [SparkTheory, EachSpark]
    public void Transform_evaluates_a_row_once_whatever_is_made_of_its_columns(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrame query = ner.Transform(spark.Table("docs")).Where("size(ner_chunk) > 0 AND id < 100").Select(Col("id"), Col("token"), Expr("size(ner)"), Col("ner_error"));
        Assert.Single(Evaluations().Matches(query.ExplainString("simple")));
        Assert.Equal(Expected("SELECT id FROM {0} WHERE len(ner_chunk) > 0 AND id < 100 ORDER BY id"), Texts(query.OrderBy(Col("id")).Select(Col("id"))));
    }

    private NerModel Start(string version, out SparkSession spark)
    {
        spark = sessions.Local(version);
        spark.Read().Parquet(corpus.Small("parquet")).Repartition(2).CreateOrReplaceTempView("docs");
        NerModel ner = TestNer.Load(spark);
        ner.Register("ner");
        return ner;
    }

    private static IEnumerable<string> Texts(DataFrame query)
    {
        int columns = query.Columns().Count;
        return query.Collect().Select(row => string.Join('|', Enumerable.Range(0, columns).Select(i => Text(row.Get(i)))));
    }

    private static string Text(object? value) => value switch
    {
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private List<string> Expected(string query)
    {
        string sql = string.Format(CultureInfo.InvariantCulture, query, $"'{corpus.SmallAnnotated()}'");
        int columns;
        using (var probe = new DuckQuery(sql))
        {
            columns = probe.Names.Count;
        }

        string all = string.Join(", ", Enumerable.Range(0, columns).Select(i => $"CAST(c{i} AS VARCHAR)"));
        string names = string.Join(", ", Enumerable.Range(0, columns).Select(i => $"c{i}"));
        return [.. DuckQuery.Strings($"SELECT {all} FROM ({sql}) AS q({names})").Select(row => string.Join('|', row.Select(v => v ?? "")))];
    }

    // One line of the plan for each call of the worker.
    [GeneratedRegex(@"ArrowEvalPython")]
    private static partial Regex Evaluations();
}
