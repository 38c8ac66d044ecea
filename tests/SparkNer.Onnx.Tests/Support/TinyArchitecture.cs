using System.Text;
using System.Text.Json.Nodes;
using SparkNer.Onnx.Graphs;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Configurations of small models, with any field changed.</summary>
internal static class TinyArchitecture
{
    public const string DistilBert = """
        {"model_type": "distilbert", "architectures": ["DistilBertForTokenClassification"], "dim": 12, "n_heads": 3, "n_layers": 2, "hidden_dim": 20,
        "activation": "gelu", "vocab_size": 30, "max_position_embeddings": 16, "id2label": {"0": "O", "1": "B-X", "2": "I-X"}}
        """;

    public const string Bert = """
        {"model_type": "bert", "architectures": ["BertForTokenClassification"], "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 2,
        "intermediate_size": 24, "hidden_act": "gelu", "layer_norm_eps": 1e-12, "vocab_size": 30, "max_position_embeddings": 16, "type_vocab_size": 2,
        "id2label": {"0": "O", "1": "B-X", "2": "I-X"}}
        """;

    /// <summary>A configuration; fields as JSON objects, null takes one away.</summary>
    public static ModelArchitecture Of(string config, string changes = "{}")
    {
        JsonObject json = JsonNode.Parse(config)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            json.Remove(name);
            if (value is not null)
            {
                json.Add(name, value.DeepClone());
            }
        }

        return ModelArchitecture.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
