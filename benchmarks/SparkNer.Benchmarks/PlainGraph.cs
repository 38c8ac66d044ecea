using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Benchmarks;

/// <summary>A DistilBERT of ONNX's own operators, as PyTorch exports it: three products for queries, keys and values, everything else in single steps.</summary>
internal sealed class PlainGraph(ModelArchitecture architecture, WeightSet weights)
{
    private readonly GraphBuilder _graph = new();
    private int _names;

    public OnnxGraph Build()
    {
        string ids = _graph.Input("input_ids", OnnxElementType.Int64, "batch", "length");
        string mask = _graph.Input("attention_mask", OnnxElementType.Int64, "batch", "length");
        string words = Node("Gather", [Same("distilbert.embeddings.word_embeddings.weight"), ids]);
        string length = Node("Gather", [Node("Shape", [ids]), Scalar(1L)]);
        string places = Node("Range", [Scalar(0L), length, Scalar(1L)]);
        string positions = Node("Gather", [Same("distilbert.embeddings.position_embeddings.weight"), places]);
        string hidden = Normalize("distilbert.embeddings.LayerNorm", Node("Add", [words, positions]));
        string wide = Node("Cast", [Node("Unsqueeze", [mask, Numbers(1, 2)])], new GraphAttribute("to", (long)OnnxElementType.Float));
        string bias = Node("Mul", [Node("Sub", [Scalar(1f), wide]), Scalar(float.MinValue)]);
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            hidden = Layer($"distilbert.transformer.layer.{layer}.", hidden, bias);
        }

        _graph.Node("logits", "Identity", [Linear("classifier", hidden)]);
        _graph.Output("logits", OnnxElementType.Float, "batch", "length", architecture.Labels);
        return _graph.Build("plain");
    }

    private string Layer(string name, string hidden, string bias)
    {
        int size = architecture.Width / architecture.Heads;
        string Head(string which, params long[] order) => Node(
            "Transpose",
            [Node("Reshape", [Linear(name + "attention." + which, hidden), Numbers(0, 0, architecture.Heads, size)])],
            new GraphAttribute("perm", order));

        string query = Node("Mul", [Head("q_lin", 0, 2, 1, 3), Scalar(1 / MathF.Sqrt(size))]);
        string scores = Node("Add", [Node("MatMul", [query, Head("k_lin", 0, 2, 3, 1)]), bias]);
        string context = Node("MatMul", [Node("Softmax", [scores], new GraphAttribute("axis", -1)), Head("v_lin", 0, 2, 1, 3)]);
        string joined = Node("Reshape", [Node("Transpose", [context], new GraphAttribute("perm", [0, 2, 1, 3])), Numbers(0, 0, architecture.Width)]);
        string attended = Normalize(name + "sa_layer_norm", Node("Add", [Linear(name + "attention.out_lin", joined), hidden]));
        string up = Linear(name + "ffn.lin1", attended);
        string erf = Node("Erf", [Node("Div", [up, Scalar(MathF.Sqrt(2))])]);
        string active = Node("Mul", [Node("Mul", [up, Node("Add", [erf, Scalar(1f)])]), Scalar(0.5f)]);
        return Normalize(name + "output_layer_norm", Node("Add", [Linear(name + "ffn.lin2", active), attended]));
    }

    private string Linear(string name, string input)
    {
        string product = Node("MatMul", [input, _graph.Constant(WeightContent.Linear(name + ".weight", [weights.Tensors[name + ".weight"]]))]);
        return Node("Add", [product, Same(name + ".bias")]);
    }

    private string Normalize(string name, string input) => Node(
        "LayerNormalization", [input, Same(name + ".weight"), Same(name + ".bias")], new GraphAttribute("axis", -1), new GraphAttribute("epsilon", architecture.Epsilon));

    private string Same(string name) => _graph.Constant(WeightContent.Same(name, weights.Tensors[name]));

    private string Numbers(params long[] values) => _graph.Constant(GraphTensor.Of(Name(), values));

    private string Scalar(long value) => _graph.Constant(GraphTensor.Scalar(Name(), value));

    private string Scalar(float value) => _graph.Constant(GraphTensor.Scalar(Name(), value));

    private string Node(string operation, string[] inputs, params GraphAttribute[] attributes) => _graph.Node(Name(), operation, inputs, attributes);

    private string Name() => $"v{_names++}";
}
