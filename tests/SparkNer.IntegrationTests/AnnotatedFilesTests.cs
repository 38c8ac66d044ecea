using SparkNer.Files.DuckDb;
using SparkNer.IntegrationTests.Support;
using Xunit.Sdk;

namespace SparkNer.IntegrationTests;

/// <summary>The comparison that other tests rely on sees what differs.</summary>
public sealed class AnnotatedFilesTests(TestCorpus corpus) : IClassFixture<TestCorpus>
{
    [Fact]
    public void Equal_files_are_equal() => Compare("SELECT * FROM '{0}'");

    [Fact]
    public void A_probability_may_differ_a_little() => Compare(WithNerValue("B-PER", "CAST(CAST(m.value AS DOUBLE) + 5e-6 AS VARCHAR)"));

    [Theory]
    [InlineData("B-PER", "CAST(CAST(m.value AS DOUBLE) + 2e-5 AS VARCHAR)")]
    [InlineData("B-PER", "'none'")]
    [InlineData("sentence", "'00'")]
    [InlineData("word", "m.value || ' '")]
    public void Changed_metadata_is_seen(string key, string value) => Assert.Throws<TrueException>(() => Compare(WithNerValue(key, value)));

    [Theory]
    [InlineData("SELECT * REPLACE (list_transform(token, lambda t: struct_update(t, \"end\" := t.\"end\" + 1)) AS token) FROM '{0}'")]
    [InlineData("SELECT * REPLACE (list_transform(token, lambda t: struct_update(t, result := t.result || ' ')) AS token) FROM '{0}'")]
    [InlineData("SELECT * REPLACE (CASE WHEN id = 7 THEN token[2:] ELSE token END AS token) FROM '{0}'")]
    [InlineData("SELECT * REPLACE (CASE WHEN id = 7 THEN NULL ELSE ner_chunk END AS ner_chunk) FROM '{0}'")]
    [InlineData("SELECT * REPLACE (coalesce(text, '') AS text) FROM '{0}'")]
    public void Changed_values_are_seen(string query) => Assert.Throws<TrueException>(() => Compare(query));

    [Theory]
    [InlineData("SELECT * FROM '{0}' WHERE id <> 3")]
    [InlineData("SELECT * REPLACE (CASE WHEN id = 3 THEN 4 ELSE id END AS id) FROM '{0}'")]
    public void Rows_that_are_missing_or_there_twice_are_seen(string query) => Assert.ThrowsAny<XunitException>(() => Compare(query));

    private static string WithNerValue(string key, string value) =>
        $$"""
        SELECT * REPLACE (list_transform(ner, lambda a: struct_update(a, metadata := map_from_entries(list_transform(map_entries(a.metadata),
            lambda m: struct_update(m, value := CASE WHEN m.key = '{{key}}' THEN {{value}} ELSE m.value END))))) AS ner) FROM '{0}'
        """;

    private void Compare(string query)
    {
        using var folder = new TemporaryFolder();
        using (ConnectionHandle connection = DuckDatabase.Connect())
        {
            string select = query.Replace("{0}", corpus.SmallAnnotated(), StringComparison.Ordinal);
            DuckQuery.Execute(connection, $"COPY ({select}) TO '{folder["changed.parquet"]}' (FORMAT parquet)");
        }

        AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(), folder["changed.parquet"], ["document", "token", "ner", "ner_chunk"], ["text", "ner_error"]);
    }
}
