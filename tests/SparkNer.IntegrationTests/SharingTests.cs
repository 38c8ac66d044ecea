using System.Globalization;
using System.Text.RegularExpressions;
using SparkNer.Cli.Bench;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests;

/// <summary>What is there once: the broadcast on an executor, the model in a process, its weights in memory.</summary>
[Collection(SparkClusters.Collection)]
public sealed partial class SharingTests(SparkSessions sessions, SparkClusters clusters, TestCorpus corpus)
{
    [SparkTheory, EachSpark]
    public void An_executor_gets_the_model_once_and_loads_it_once(string version)
    {
        StandaloneCluster cluster = clusters[version];
        sessions.Stop();
        SparkSession spark = sessions.OnCluster(cluster);
        using NerModel ner = TestNer.Load(spark);
        DataFrame rows = spark.Read().Parquet(corpus.Small("parquet")).Repartition(8);
        long tokens = Tokens(ner, rows);

        // Another query: nothing is loaded again.
        Assert.Equal(tokens, Tokens(ner, rows));

        IReadOnlyList<string> logs = cluster.ExecutorLogs(spark.SparkContext.ApplicationId);
        Assert.NotEmpty(logs);
        Assert.Contains(logs, log => Loaded().IsMatch(log));
        foreach (string log in logs)
        {
            int processes = Serving().Count(log);
            Assert.True(processes <= 1 && Loaded().Count(log) == processes, log);
            int broadcasts = Regex.Count(log, $"Started reading broadcast variable {ner.Broadcast!.Id.ToString(CultureInfo.InvariantCulture)} ");
            Assert.True(broadcasts == processes, log);
        }

        sessions.Stop();
    }

    [SparkTheory, EachSpark]
    public void More_task_slots_take_no_more_copies_of_the_weights(string version)
    {
        using var folder = new TemporaryFolder();
        string model = RandomModel(folder, out long weights);
        long two = MemoryAfter(version, slots: 2, model);
        long eight = MemoryAfter(version, slots: 8, model);

        // Each slot has buffers of its own; a copy of the weights for each would add six of them. (ONNX Runtime keeps some weights in a second form, once.)
        Assert.True(two > weights, $"{two} bytes after a model of {weights}: it was not loaded.");
        Assert.True(eight - two < weights / 2, $"{two} bytes with two slots, {eight} with eight, weights of {weights}.");
        sessions.Stop();
    }

    private long MemoryAfter(string version, int slots, string model)
    {
        sessions.Stop();
        SparkSession spark = sessions.Local(version, slots: slots);
        using NerModel ner = TestNer.Load(spark, model: model);
        Tokens(ner, spark.Read().Parquet(corpus.Small("parquet")).Limit(64).Repartition(slots));
        Match process = Serving().Match(sessions.Log.ToString());
        string status = File.ReadAllText($"/proc/{process.Groups[1].Value}/status");
        return long.Parse(Resident().Match(status).Groups[1].Value, CultureInfo.InvariantCulture) * 1024;
    }

    private static long Tokens(NerModel ner, DataFrame rows) => ner.Transform(rows).Select(Sum(Size(Col("ner")))).Collect().Single().GetAs<long>(0);

    private static string RandomModel(TemporaryFolder folder, out long weights)
    {
        string model = folder["model"];
        weights = sizeof(float) * RandomDistilBert.Write(model, Golden.DefaultModel, seed: 1);
        return model;
    }

    [GeneratedRegex(@"serving as Spark's worker, process (\d+)")]
    private static partial Regex Serving();

    [GeneratedRegex("loaded model ")]
    private static partial Regex Loaded();

    [GeneratedRegex(@"VmRSS:\s+(\d+) kB")]
    private static partial Regex Resident();
}
