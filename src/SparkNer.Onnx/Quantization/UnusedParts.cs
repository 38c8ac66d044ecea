using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>Finds what only the replaced operators of a graph have read: their weights, and the conversions before those. All else stays, also what was of no use before.</summary>
internal sealed class UnusedParts
{
    private readonly OnnxModel _model;
    private readonly GraphConstants _constants;
    private readonly IReadOnlyDictionary<OnnxNode, IReadOnlyList<GraphNode>> _replaced;
    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);

    /// <summary>Counts who reads what.</summary>
    public UnusedParts(OnnxModel model, GraphConstants constants, IReadOnlyDictionary<OnnxNode, IReadOnlyList<GraphNode>> replaced)
    {
        (_model, _constants, _replaced) = (model, constants, replaced);
        IEnumerable<string> reads = model.Nodes.Where(n => !replaced.ContainsKey(n)).SelectMany(n => n.Inputs)
            .Concat(replaced.Values.SelectMany(nodes => nodes).SelectMany(n => n.Inputs))
            .Concat(model.Outputs.Select(o => o.Name))
            .Concat(model.InnerNames);
        foreach (string name in reads)
        {
            _readers[name] = _readers.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>The parts to leave out.</summary>
    public IEnumerable<FileCut> Find()
    {
        HashSet<string> stored = new(StringComparer.Ordinal);
        HashSet<OnnxNode> removed = new(ReferenceEqualityComparer.Instance);
        foreach (string weights in _replaced.Keys.SelectMany(n => n.Inputs).Where(_constants.IsConstant))
        {
            stored.Add(weights);

            // From the reader to what is stored: as soon as one is still needed, so is all before it.
            foreach (OnnxNode conversion in _constants.Between(weights).TakeWhile(c => removed.Contains(c) || c.Outputs.All(IsUnread)))
            {
                if (removed.Add(conversion))
                {
                    foreach (string input in conversion.Inputs)
                    {
                        _readers[input]--;
                        stored.Add(input);
                    }
                }
            }
        }

        IEnumerable<ByteSpan> tensors = stored.Where(IsUnread).Select(name => _model.Initializers.GetValueOrDefault(name)).OfType<OnnxTensor>().Select(t => t.Span);
        IEnumerable<ByteSpan> inputs = _model.InitializedInputs.Where(i => stored.Contains(i.Name) && IsUnread(i.Name)).Select(i => i.Span);
        return [.. removed.Select(n => n.Span).Concat(tensors).Concat(inputs).Select(span => new FileCut(span, []))];
    }

    private bool IsUnread(string name) => _readers.GetValueOrDefault(name) == 0;
}
