using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Tests;

public sealed class EmbeddingTablesTests
{
    [Fact]
    public void Tables_are_found_through_conversions()
    {
        OnnxModel model = Model(
            [Table("words", 100), Table("bert.position_embeddings.weight", 40)],
            new("Cast", ["words"], ["words32"], null),
            new("Cast", ["input_ids"], ["ids64"], null),
            new("Gather", ["words32", "ids64"], ["x"], null),
            new("DequantizeLinear", ["bert.position_embeddings.weight", "scale"], ["positions"], null),
            new("Gather", ["positions", "range"], ["y"], null));
        Assert.Equal(new EmbeddingTables(100, 40), EmbeddingTables.Find(model, "input_ids"));
    }

    [Fact]
    public void A_table_may_be_a_constant_or_belong_to_the_fused_operator()
    {
        OnnxModel constant = Model([], new("Constant", [], ["words"], Table("", 7)), new("Gather", ["words", "input_ids"], ["x"], null));
        Assert.Equal(new EmbeddingTables(7, null), EmbeddingTables.Find(constant, "input_ids"));
        OnnxModel fused = Model([Table("w", 30), Table("p", 20)], new OnnxNode("EmbedLayerNormalization", ["input_ids", "", "w", "p"], ["x"], null));
        Assert.Equal(new EmbeddingTables(30, 20), EmbeddingTables.Find(fused, "input_ids"));
    }

    [Fact]
    public void Graphs_in_a_circle_or_without_tables_have_none()
    {
        OnnxModel circle = Model([], new("Cast", ["b"], ["a"], null), new("Cast", ["a"], ["b"], null), new("Gather", ["a", "input_ids"], ["x"], null));
        Assert.Equal(new EmbeddingTables(null, null), EmbeddingTables.Find(circle, "input_ids"));
        OnnxModel vector = Model([new("v", OnnxElementType.Float, [5], -1, false, [])], new OnnxNode("Gather", ["v", "input_ids"], ["x"], null));
        Assert.Equal(new EmbeddingTables(null, null), EmbeddingTables.Find(vector, "input_ids"));
    }

    private static OnnxTensor Table(string name, long rows) => new(name, OnnxElementType.Float, [rows, 8], -1, false, []);

    private static OnnxModel Model(OnnxTensor[] initializers, params OnnxNode[] nodes) =>
        new(8, new Dictionary<string, long> { [""] = 17 }, [], [], initializers.ToDictionary(t => t.Name), nodes, []);
}
