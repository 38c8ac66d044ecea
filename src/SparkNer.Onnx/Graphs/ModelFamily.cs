namespace SparkNer.Onnx.Graphs;

/// <summary>What sets one family of checkpoints apart from another: how config.json calls the sizes, and how the tensors are called. What is computed is the
/// same for all of them.</summary>
internal sealed record ModelFamily
{
    /// <summary>The families that there are.</summary>
    public static readonly IReadOnlyList<ModelFamily> All =
    [
        new()
        {
            ModelType = "distilbert",
            ClassName = "DistilBertForTokenClassification",
            Width = ["dim", "hidden_size"],
            Heads = ["n_heads", "num_attention_heads"],
            Layers = ["n_layers", "num_hidden_layers"],
            DefaultLayers = 6,
            HiddenWidth = "hidden_dim",
            Activation = "activation",
            Layer = "transformer.layer.",
            Query = "attention.q_lin",
            Key = "attention.k_lin",
            Value = "attention.v_lin",
            AttentionOutput = "attention.out_lin",
            AttentionNorm = "sa_layer_norm",
            Up = "ffn.lin1",
            Down = "ffn.lin2",
            OutputNorm = "output_layer_norm",
        },
        new()
        {
            ModelType = "bert",
            ClassName = "BertForTokenClassification",
            Width = ["hidden_size"],
            Heads = ["num_attention_heads"],
            Layers = ["num_hidden_layers"],
            DefaultLayers = 12,
            HiddenWidth = "intermediate_size",
            Activation = "hidden_act",
            HasTokenTypes = true,
            Layer = "encoder.layer.",
            Query = "attention.self.query",
            Key = "attention.self.key",
            Value = "attention.self.value",
            AttentionOutput = "attention.output.dense",
            AttentionNorm = "attention.output.LayerNorm",
            Up = "intermediate.dense",
            Down = "output.dense",
            OutputNorm = "output.LayerNorm",
        },
    ];

    /// <summary><c>model_type</c> in config.json.</summary>
    public required string ModelType { get; init; }

    /// <summary>The name of a token classifier in <c>architectures</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>What the encoder's tensors are called with before their names, unless nothing is.</summary>
    public string Prefix => ModelType + ".";

    /// <summary>The names in config.json of the width; the first that is there counts.</summary>
    public required IReadOnlyList<string> Width { get; init; }

    /// <summary>The names of the number of attention heads.</summary>
    public required IReadOnlyList<string> Heads { get; init; }

    /// <summary>The names of the number of layers.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The number of layers where config.json does not say.</summary>
    public required int DefaultLayers { get; init; }

    /// <summary>The name of the feed-forward block's inner width.</summary>
    public required string HiddenWidth { get; init; }

    /// <summary>The name of the activation.</summary>
    public required string Activation { get; init; }

    /// <summary>Whether there are token types, and <c>layer_norm_eps</c>.</summary>
    public bool HasTokenTypes { get; init; }

    /// <summary>Before a layer's number in the names of its tensors.</summary>
    public required string Layer { get; init; }

    /// <summary>The queries' linear layer.</summary>
    public required string Query { get; init; }

    /// <summary>The keys' linear layer.</summary>
    public required string Key { get; init; }

    /// <summary>The values' linear layer.</summary>
    public required string Value { get; init; }

    /// <summary>The linear layer after attention.</summary>
    public required string AttentionOutput { get; init; }

    /// <summary>The normalization after attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>The feed-forward block's first linear layer.</summary>
    public required string Up { get; init; }

    /// <summary>The feed-forward block's second linear layer.</summary>
    public required string Down { get; init; }

    /// <summary>The normalization at a layer's end.</summary>
    public required string OutputNorm { get; init; }
}
