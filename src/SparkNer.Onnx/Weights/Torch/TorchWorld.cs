namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Makes descriptions of tensors where Python would make tensors.</summary>
/// <param name="persistent">The storage of a persistent id, which each form of file writes in its own way.</param>
internal sealed class TorchWorld(Func<List<object?>, TorchStorage> persistent) : IPickleWorld
{
    private const int MaxTensors = 100_000;

    private int _tensors;

    /// <inheritdoc/>
    public object Find(string module, string name) => TorchNames.Find(module, name);

    /// <inheritdoc/>
    public object? Call(object? callable, List<object?> arguments) => (callable, arguments) switch
    {
        (TorchName.OrderedDict, []) => new PickleDictionary([]),
        (TorchName.OrderedDict, [PickleList { Items: var pairs }]) => new PickleDictionary([.. pairs.Select(Pair)]),
        (TorchName.Size, [PickleTuple sizes]) => sizes,
        (TorchName.Device, [string, ..]) => null,
        (TorchName.RebuildTensor, [TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides]) =>
            Tensor(storage, storage.Element, offset, shape, strides),
        (TorchName.RebuildTensorV2, [TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides, _, _, .. var more]) when IsPlain(more) =>
            Tensor(storage, storage.Element, offset, shape, strides),
        (TorchName.RebuildTensorV3, [TorchStorage storage, long offset, PickleTuple shape, PickleTuple strides, _, _, TorchType type, .. var more])
            when IsPlain(more) => Tensor(storage, type.Element with { BigEndian = storage.Element.BigEndian }, offset, shape, strides),
        (TorchName.RebuildParameter or TorchName.Parameter, [TorchTensor tensor, ..]) => tensor,
        (TorchName.RebuildFromType, [TorchName function, TorchName.Tensor or TorchName.Parameter, PickleTuple { Items: var inner }, _])
            when function is >= TorchName.RebuildTensor and <= TorchName.RebuildParameter => Call(function, inner),
        _ => throw new InvalidDataException($"its pickle calls {Described(callable)} in a way that no version of PyTorch does"),
    };

    /// <inheritdoc/>
    public object? Build(object? target, object? state) =>
        target is PickleDictionary or TorchTensor
            ? target // Versions of modules, attributes of parameters: no values.
            : throw new InvalidDataException($"its pickle gives attributes to {Described(target)}");

    /// <inheritdoc/>
    public object Persistent(object? id) =>
        id is PickleTuple { Items: var items } ? persistent(items) : throw new InvalidDataException("its pickle names data outside it with no tuple");

    /// <summary>A thing in a pickle in words.</summary>
    public static string Described(object? value) => value switch
    {
        null => "None",
        TorchName name => name.ToString(),
        PickleTuple => "a tuple",
        PickleList => "a list",
        PickleDictionary => "a dictionary",
        TorchTensor => "a tensor",
        string => "a text",
        long => "a number",
        _ => "a thing",
    };

    private static KeyValuePair<object?, object?> Pair(object? item) => item switch
    {
        PickleTuple { Items: [var key, var value] } => new(key, value),
        PickleList { Items: [var key, var value] } => new(key, value),
        _ => throw new InvalidDataException("its pickle makes a dictionary of what are no pairs"),
    };

    // Flags such as "read this as negative" would change every value.
    private static bool IsPlain(List<object?> metadata) =>
        metadata is [] or [null] or [PickleDictionary { Entries: [] }]
        || metadata is [PickleDictionary { Entries: var flags }] && flags.All(f => f.Value is false);

    private TorchTensor Tensor(TorchStorage storage, WeightElement element, long offset, PickleTuple shape, PickleTuple strides) =>
        ++_tensors <= MaxTensors
            ? new TorchTensor(storage, element, offset, Sizes(shape), Sizes(strides))
            : throw new InvalidDataException($"it has more than {MaxTensors} tensors, which no model has");

    private static long[] Sizes(PickleTuple tuple) =>
        [.. tuple.Items.Select(static i => i is long size ? size : throw new InvalidDataException("its pickle has a tensor whose shape is not made of numbers"))];
}
