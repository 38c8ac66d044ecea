namespace SparkNer.IntegrationTests.Support;

/// <summary>The clusters that all tests share, one a version, each started when it is first asked for.</summary>
public sealed class SparkClusters : IDisposable
{
    /// <summary>The name of the collection that shares them.</summary>
    public const string Collection = "Spark clusters";

    private readonly Dictionary<string, StandaloneCluster> _clusters = [];

    /// <summary>The cluster of a version.</summary>
    internal StandaloneCluster this[string version]
    {
        get
        {
            if (!_clusters.TryGetValue(version, out StandaloneCluster? cluster))
            {
                _clusters.Add(version, cluster = StandaloneCluster.Start(SparkDistributions.Of(version)));
            }

            return cluster;
        }
    }

    /// <summary>Ends them.</summary>
    public void Dispose()
    {
        foreach (StandaloneCluster cluster in _clusters.Values)
        {
            cluster.Dispose();
        }
    }
}

/// <summary>The tests that run on the shared clusters.</summary>
[CollectionDefinition(SparkClusters.Collection, DisableParallelization = true)]
public sealed class SparkClustersCollection : ICollectionFixture<SparkClusters>, ICollectionFixture<SparkSessions>, ICollectionFixture<TestCorpus>;
