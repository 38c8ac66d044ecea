using SparkNer;
using SparkNer.Spark;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Worker;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.Samples;

internal static class SparkSample
{
    public static int Run(string[] args)
    {
        // <sample>
        // First line: when Spark starts this program as its worker, it serves until the end and knows its exit code.
        if (SparkWorker.TryRun(args, out int exit))
        {
            return exit;
        }

        using SparkSession spark = SparkSession.Builder().AppName("news").GetOrCreate();
        using NerModel ner = spark.LoadNer("models/sparkner-small-conll03", new NerOptions { Annotator = new AnnotatorOptions { Sentences = true } });   // checks, hashes, broadcasts once

        DataFrame news = spark.Read().Parquet("news");
        DataFrame tagged = ner.Transform(news, textColumn: "text");          // + document, sentence, token, ner, ner_chunk, ner_error
        tagged.Write().Mode("overwrite").Parquet("news-tagged");

        // A column: a struct of the annotation columns, its last field `error`.
        news.Select(Col("id"), ner.Annotate(Col("text")).GetField("ner_chunk").As("chunks")).Show();

        // A function for SQL.
        ner.Register("ner");
        spark.Sql("select id, ner(text).ner_chunk.result as names from parquet.`news`").Show();
        return 0;
        // </sample>
    }
}
