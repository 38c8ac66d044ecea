using System.Runtime.InteropServices;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>
/// Builds the smallest token classifier: a table with a row of scores for each piece, so the right answer is known without computing. What differs from a good
/// one is set.
/// </summary>
internal sealed record TinyOnnx
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Float16 = 10;

    public int Pieces { get; init; } = 10;

    public int Labels { get; init; } = 3;

    public string[] Inputs { get; init; } = ["input_ids", "attention_mask"];

    public int InputType { get; init; } = Int64;

    /// <summary>-1 for an open dimension.</summary>
    public long[] InputShape { get; init; } = [-1, -1];

    public string Output { get; init; } = "logits";

    public int OutputType { get; init; } = Float;

    /// <summary>Null for the right one, with the labels left open.</summary>
    public long[]? OutputShape { get; init; }

    /// <summary>What the table's tensor says about other files; null: its values stand in the model.</summary>
    public (string Key, string Value)[]? External { get; init; }

    /// <summary>Further tensors with such words, in places where few look.</summary>
    public Proto? ExtraGraphPart { get; init; }

    public Proto? ExtraModelPart { get; init; }

    /// <summary>Whether the graph is such that our reader cannot tell how many pieces there are.</summary>
    public bool HidesTable { get; init; }

    /// <summary>The score of a piece for a label.</summary>
    public static float Score(int piece, int label) => (piece * 100) + label;

    public byte[] TableBytes() => MemoryMarshal.AsBytes(
        Enumerable.Range(0, Pieces).SelectMany(p => Enumerable.Range(0, Labels).Select(l => Score(p, l))).ToArray().AsSpan()).ToArray();

    public static Proto Tensor(string name, long[] dimensions, int type, byte[]? raw = null, params (string Key, string Value)[] external)
    {
        var tensor = new Proto();
        foreach (long dimension in dimensions)
        {
            tensor.Varint(1, dimension);
        }

        tensor.Varint(2, type).Text(8, name);
        if (raw is not null)
        {
            tensor.Bytes(9, raw);
        }

        foreach ((string key, string value) in external)
        {
            tensor.Message(13, new Proto().Text(1, key).Text(2, value));
        }

        return external.Length > 0 ? tensor.Varint(14, 1) : tensor;
    }

    public static Proto Node(string op, string[] inputs, string output, Proto? attribute = null)
    {
        var node = new Proto();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, op);
        return attribute is null ? node : node.Message(5, attribute);
    }

    public byte[] Build()
    {
        var graph = new Proto();
        string table = "table";
        if (HidesTable)
        {
            // Twice the negative: an operation that the search for tables does not look through.
            graph.Message(1, Node("Neg", ["table"], "negative")).Message(1, Node("Neg", ["negative"], "hidden"));
            table = "hidden";
        }

        graph.Message(1, Node("Gather", [table, "input_ids"], Output)).Text(2, "tiny");
        graph.Message(5, External is null
            ? Tensor("table", [Pieces, Labels], Float, TableBytes())
            : Tensor("table", [Pieces, Labels], Float, null, External));
        if (ExtraGraphPart is not null)
        {
            graph.Append(ExtraGraphPart);
        }

        foreach (string input in Inputs)
        {
            graph.Message(11, Value(input, InputType, InputShape));
        }

        graph.Message(12, Value(Output, OutputType, OutputShape ?? [-1, -1, -1]));
        Proto model = new Proto().Varint(1, 8).Message(7, graph).Message(8, new Proto().Text(1, "").Varint(2, 17));
        return ExtraModelPart is null ? model : model.Append(ExtraModelPart);
    }

    private static Proto Value(string name, int type, long[] shape)
    {
        var dimensions = new Proto();
        for (int i = 0; i < shape.Length; i++)
        {
            dimensions.Message(1, shape[i] < 0 ? new Proto().Text(2, $"d{i}") : new Proto().Varint(1, shape[i]));
        }

        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Varint(1, type).Message(2, dimensions)));
    }
}
