namespace SparkNer.Onnx.Weights.Torch;

/// <summary>The stack on which a pickle builds its objects, with the marks that begin lists.</summary>
internal sealed class PickleStack
{
    private const int Max = 1_000_000;

    private readonly List<object?> _objects = [];
    private readonly Stack<int> _marks = new();

    /// <summary>Whether nothing is left, marks included.</summary>
    public bool IsEmpty => _objects.Count == 0 && _marks.Count == 0;

    /// <summary>Whether it holds more than any model's pickle puts there.</summary>
    public bool IsTooDeep => _objects.Count > Max || _marks.Count > Max;

    private int Floor => _marks.TryPeek(out int mark) ? mark : 0;

    /// <summary>Begins a list.</summary>
    public void Mark() => _marks.Push(_objects.Count);

    /// <summary>Puts an object on top.</summary>
    public void Push(object? value) => _objects.Add(value);

    /// <summary>The object on top.</summary>
    public object? Peek() => _objects.Count > Floor ? _objects[^1] : throw Missing();

    /// <summary>Takes the object on top.</summary>
    public object? Pop()
    {
        object? value = Peek();
        _objects.RemoveAt(_objects.Count - 1);
        return value;
    }

    /// <summary>Takes some objects, the top one last; none from below the latest mark.</summary>
    public List<object?> Take(int count) => _objects.Count - count >= Floor ? TakeFrom(_objects.Count - count) : throw Missing();

    /// <summary>Takes all objects above the latest mark, and the mark.</summary>
    public List<object?> TakeMarked() =>
        _marks.TryPop(out int mark) ? TakeFrom(mark) : throw PickleReader.Broken("it takes a list from its stack that was not begun");

    private List<object?> TakeFrom(int start)
    {
        List<object?> taken = _objects[start..];
        _objects.RemoveRange(start, taken.Count);
        return taken;
    }

    private static InvalidDataException Missing() => PickleReader.Broken("it takes more from its stack than there is");
}
