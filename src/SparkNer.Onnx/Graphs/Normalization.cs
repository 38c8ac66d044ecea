namespace SparkNer.Onnx.Graphs;

/// <summary>The weights of a layer normalization.</summary>
internal static class Normalization
{
    /// <summary>Adds them to the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="checkpoint">Where they come from.</param>
    /// <param name="source">Their name there, without weight and bias.</param>
    /// <param name="name">Their name in the graph.</param>
    /// <returns>The names of scale and shift.</returns>
    public static string[] Constants(GraphBuilder graph, Checkpoint checkpoint, string source, string name) =>
    [
        graph.Constant(WeightContent.Same(name + ".scale", checkpoint[source + ".weight"])),
        graph.Constant(WeightContent.Same(name + ".shift", checkpoint[source + ".bias"])),
    ];
}
