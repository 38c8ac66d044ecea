namespace SparkNer.Onnx.Protobuf;

/// <summary>
/// Reads the structure of an ONNX file (ModelProto) from a stream: inputs, outputs, nodes, and where every tensor lies. It exists so that a file from
/// elsewhere can be checked before native code sees it.
/// </summary>
/// <remarks>Weights are skipped, not read; nesting and names are bounded. All errors are <see cref="InvalidDataException"/> with the place in the
/// file.</remarks>
internal sealed class OnnxModelReader
{
    // Protobuf's own readers stop at 100 nested messages; a graph in an attribute of a node of a graph takes three.
    private const int MaxDepth = 100;
    private const int MaxNumbers = 256;

    private readonly ProtoReader _reader;
    private readonly Dictionary<string, long> _opsets = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly Dictionary<string, OnnxTensor> _initializers = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly OnnxTensorReader _tensors;
    private readonly Dictionary<string, string> _metadata = [];
    private readonly HashSet<string> _innerNames = new(StringComparer.Ordinal);
    private long _irVersion;
    private ByteSpan? _graph;
    private int _graphCount;

    private OnnxModelReader(ProtoReader reader) => (_reader, _tensors) = (reader, new OnnxTensorReader(reader));

    /// <summary>Reads a model.</summary>
    /// <param name="stream">A seekable stream; read from its beginning.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model, or a damaged one.</exception>
    public static OnnxModel Read(Stream stream) => new OnnxModelReader(new ProtoReader(stream)).ReadModel();

    private OnnxModel ReadModel()
    {
        long end = _reader.Length;
        long fieldStart = 0;
        for (; _reader.TryReadTag(end, out int field, out WireType type); fieldStart = _reader.Position)
        {
            switch (field, type)
            {
                case (1, WireType.Varint):
                    _irVersion = (long)_reader.ReadVarint(end);
                    break;
                case (7, WireType.Bytes):
                    ReadMainGraph(fieldStart, _reader.ReadEnd(end));
                    break;
                case (8, WireType.Bytes):
                    ReadOpset(_reader.ReadEnd(end));
                    break;
                case (14, WireType.Bytes):
                    KeyValuePair<string, string> note = _reader.ReadPair(_reader.ReadEnd(end));
                    _metadata[note.Key] = note.Value;
                    break;
                case (20, WireType.Bytes):
                    ReadTraining(_reader.ReadEnd(end));
                    break;
                case (25, WireType.Bytes):
                    ReadFunction(_reader.ReadEnd(end));
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }

        if (_graph is not { } graph)
        {
            throw new InvalidDataException("it holds no graph");
        }

        if (_opsets.Count == 0)
        {
            throw new InvalidDataException("it names no operator set (the file is cut short, or no ONNX model)");
        }

        return new OnnxModel(
            _irVersion, _opsets, [.. _inputs.Where(i => !_initializers.ContainsKey(i.Name))], _outputs, _initializers, _nodes, _tensors.External)
        {
            Metadata = _metadata,
            Graph = graph,
            GraphCount = _graphCount,
            InitializedInputs = [.. _inputs.Where(i => _initializers.ContainsKey(i.Name))],
            InnerNames = _innerNames,
        };
    }

    private void ReadMainGraph(long fieldStart, long end)
    {
        _graph = new ByteSpan(fieldStart, _reader.Position, end);
        _graphCount++;
        ReadGraph(end, depth: 1, isMain: true);
    }

    private void ReadOpset(long end)
    {
        string domain = "";
        long version = 0;
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    domain = _reader.ReadString(end);
                    break;
                case (2, WireType.Varint):
                    version = (long)_reader.ReadVarint(end);
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }

        _opsets[domain] = version;
    }

    private void ReadTraining(long end)
    {
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            if (field is 1 or 2 && type == WireType.Bytes)
            {
                ReadGraph(_reader.ReadEnd(end), depth: 2, isMain: false);
            }
            else
            {
                _reader.Skip(type, end);
            }
        }
    }

    private void ReadFunction(long end)
    {
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (7, WireType.Bytes):
                    ReadNode(_reader.ReadEnd(end), depth: 2);
                    break;
                case (11, WireType.Bytes):
                    ReadAttribute(_reader.ReadEnd(end), depth: 2);
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }
    }

    private void ReadGraph(long end, int depth, bool isMain)
    {
        CheckDepth(depth);
        long fieldStart = _reader.Position;
        for (; _reader.TryReadTag(end, out int field, out WireType type); fieldStart = _reader.Position)
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    ByteSpan nodeSpan = _reader.ReadSpan(fieldStart, end);
                    OnnxNode node = ReadNode(nodeSpan.End, depth + 1) with { Span = nodeSpan };
                    if (isMain)
                    {
                        _nodes.Add(node);
                    }
                    else
                    {
                        _innerNames.UnionWith([.. node.Inputs, .. node.Outputs]);
                    }

                    break;
                case (5, WireType.Bytes):
                    ByteSpan tensorSpan = _reader.ReadSpan(fieldStart, end);
                    OnnxTensor tensor = _tensors.Read(tensorSpan.End) with { Span = tensorSpan };
                    if (isMain)
                    {
                        _initializers[tensor.Name] = tensor;
                    }
                    else
                    {
                        _innerNames.Add(tensor.Name);
                    }

                    break;
                case (11, WireType.Bytes) when isMain:
                    ByteSpan inputSpan = _reader.ReadSpan(fieldStart, end);
                    _inputs.Add(OnnxValueReader.Read(_reader, inputSpan.End) with { Span = inputSpan });
                    break;
                case (12, WireType.Bytes) when !isMain:
                    _innerNames.Add(OnnxValueReader.Read(_reader, _reader.ReadEnd(end)).Name);
                    break;
                case (12, WireType.Bytes) when isMain:
                    _outputs.Add(OnnxValueReader.Read(_reader, _reader.ReadEnd(end)));
                    break;
                case (15, WireType.Bytes):
                    ReadSparseTensor(_reader.ReadEnd(end));
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }
    }

    private OnnxNode ReadNode(long end, int depth)
    {
        CheckDepth(depth);
        string opType = "";
        string domain = "";
        OnnxTensor? value = null;
        Dictionary<string, OnnxAttribute>? attributes = null;
        List<string> inputs = [];
        List<string> outputs = [];
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    inputs.Add(_reader.ReadString(end));
                    break;
                case (2, WireType.Bytes):
                    outputs.Add(_reader.ReadString(end));
                    break;
                case (4, WireType.Bytes):
                    opType = _reader.ReadString(end);
                    break;
                case (5, WireType.Bytes):
                    OnnxAttribute attribute = ReadAttribute(_reader.ReadEnd(end), depth + 1);
                    (attributes ??= [])[attribute.Name] = attribute;
                    value = attribute.Name == "value" ? attribute.Tensor ?? value : value;
                    break;
                case (7, WireType.Bytes):
                    domain = _reader.ReadString(end);
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }

        return new OnnxNode(opType, inputs, outputs, value) { Domain = domain == "ai.onnx" ? "" : domain, Attributes = attributes ?? OnnxNode.NoAttributes };
    }

    /// <summary>Walks an attribute.</summary>
    private OnnxAttribute ReadAttribute(long end, int depth)
    {
        CheckDepth(depth);
        string name = "";
        OnnxTensor? tensor = null;
        float? number = null;
        long? integer = null;
        List<long> integers = [];
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    name = _reader.ReadString(end);
                    break;
                case (2, WireType.Fixed32):
                    number = _reader.ReadSingle(end);
                    break;
                case (3, WireType.Varint):
                    integer = (long)_reader.ReadVarint(end);
                    break;
                case (8, WireType.Varint):
                    AddSome(integers, _reader.ReadVarint(end));
                    break;
                case (8, WireType.Bytes):
                    long listEnd = _reader.ReadEnd(end);
                    while (_reader.Position < listEnd)
                    {
                        AddSome(integers, _reader.ReadVarint(listEnd));
                    }

                    break;
                case (5 or 10, WireType.Bytes):
                    tensor = _tensors.Read(_reader.ReadEnd(end));
                    break;
                case (6 or 11, WireType.Bytes):
                    ReadGraph(_reader.ReadEnd(end), depth + 1, isMain: false);
                    break;
                case (22 or 23, WireType.Bytes):
                    ReadSparseTensor(_reader.ReadEnd(end));
                    break;
                default:
                    _reader.Skip(type, end);
                    break;
            }
        }

        return new OnnxAttribute(name, number, integer, integers, tensor);
    }

    private void ReadSparseTensor(long end)
    {
        while (_reader.TryReadTag(end, out int field, out WireType type))
        {
            if (field is 1 or 2 && type == WireType.Bytes)
            {
                _tensors.Read(_reader.ReadEnd(end));
            }
            else
            {
                _reader.Skip(type, end);
            }
        }
    }

    // Lists that matter are short ones, such as axes; of a longer one the rest is not kept.
    private static void AddSome(List<long> numbers, ulong value)
    {
        if (numbers.Count < MaxNumbers)
        {
            numbers.Add((long)value);
        }
    }

    private void CheckDepth(int depth)
    {
        if (depth > MaxDepth)
        {
            throw _reader.Corrupt($"graphs nested more than {MaxDepth} deep");
        }
    }
}
