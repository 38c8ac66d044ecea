namespace SparkNer.Spark.Ner;

/// <summary>How a model gets to the executors.</summary>
public enum ModelShipping
{
    /// <summary>By broadcast up to 2 GiB; larger ones by path.</summary>
    Auto,

    /// <summary>By Spark's broadcast: nothing need be on the nodes.</summary>
    Broadcast,

    /// <summary>Not at all: every executor reads the folder <see cref="NerOptions.ExecutorModelPath"/>.</summary>
    Path,
}
