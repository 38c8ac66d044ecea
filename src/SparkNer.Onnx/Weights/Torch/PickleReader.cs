using System.Numerics;

namespace SparkNer.Onnx.Weights.Torch;

/// <summary>
/// A machine for Python's pickles that can build plain data only. A pickle is a program that may name any function of Python and have it called: here every
/// name and every call goes to a <see cref="IPickleWorld"/>, and nothing of Python is behind it.
/// </summary>
/// <remarks>Knows what protocols 2 to 5 write for such data. Steps, objects and the stack have limits, so hostile bytes cost little.</remarks>
internal ref struct PickleReader
{
    private const int MaxProtocol = 5;
    private const int MaxSteps = 4_000_000;
    private const int MaxObjects = 1_000_000;
    private const int MaxLongBytes = 256;

    private readonly IPickleWorld _world;
    private readonly PickleStack _stack = new();
    private readonly Dictionary<uint, object?> _memo = [];
    private PickleInput _input;
    private int _objects;

    private PickleReader(ReadOnlySpan<byte> bytes, IPickleWorld world)
    {
        _input = new PickleInput(bytes);
        _world = world;
    }

    /// <summary>The object that a pickle describes.</summary>
    /// <param name="bytes">The pickle; more may follow it.</param>
    /// <param name="world">Resolves names.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <exception cref="PickleEndException">The bytes end before the pickle does.</exception>
    /// <exception cref="InvalidDataException">It is no pickle, or does what no tensor needs.</exception>
    public static object? Read(ReadOnlySpan<byte> bytes, IPickleWorld world, out int length)
    {
        var reader = new PickleReader(bytes, world);
        object? result = reader.Run();
        length = reader._input.Position;
        return result;
    }

    private object? Run()
    {
        if (_input.Byte() != (byte)PickleCode.Proto)
        {
            throw new InvalidDataException("it has no pickle where one belongs");
        }

        byte protocol = _input.Byte();
        if (protocol is < 2 or > MaxProtocol)
        {
            throw new InvalidDataException($"its pickle has protocol {protocol}; 2 to {MaxProtocol} are known");
        }

        for (int step = 0; step < MaxSteps; step++)
        {
            var code = (PickleCode)_input.Byte();
            if (code == PickleCode.Stop)
            {
                object? result = _stack.Pop();
                return _stack.IsEmpty ? result : throw Broken("it leaves something on its stack");
            }

            Step(code);
            if (_stack.IsTooDeep || _memo.Count > MaxObjects)
            {
                throw Broken("it nests deeper or remembers more than any model does");
            }
        }

        throw Broken($"it has more than {MaxSteps} instructions");
    }

    private void Step(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Frame:
                // Frames only tell how much to read ahead.
                _input.UInt64();
                break;
            case PickleCode.Mark:
                _stack.Mark();
                break;
            case PickleCode.Pop:
                _stack.Pop();
                break;
            case PickleCode.PopMark:
                _stack.TakeMarked();
                break;
            case PickleCode.None:
                _stack.Push(null);
                break;
            case PickleCode.NewTrue:
                PushNew(true);
                break;
            case PickleCode.NewFalse:
                PushNew(false);
                break;
            case PickleCode.BinInt:
                PushNew((long)(int)_input.UInt32());
                break;
            case PickleCode.BinInt1:
                PushNew((long)_input.Byte());
                break;
            case PickleCode.BinInt2:
                PushNew((long)_input.UInt16());
                break;
            case PickleCode.Long1:
                PushNew(Whole(_input.Take(_input.Byte())));
                break;
            case PickleCode.Long4:
                PushNew(Whole(_input.Counted(_input.UInt32())));
                break;
            case PickleCode.BinFloat:
                PushNew(_input.Double());
                break;
            case PickleCode.ShortBinString or PickleCode.ShortBinUnicode:
                PushNew(_input.Text(_input.Byte()));
                break;
            case PickleCode.BinString or PickleCode.BinUnicode:
                PushNew(_input.Text(_input.UInt32()));
                break;
            case PickleCode.BinUnicode8:
                PushNew(_input.Text(_input.UInt64()));
                break;
            case PickleCode.ShortBinBytes:
                PushNew(new PickleBytes(_input.Take(_input.Byte()).Length));
                break;
            case PickleCode.BinBytes:
                PushNew(new PickleBytes(_input.Counted(_input.UInt32()).Length));
                break;
            case PickleCode.BinBytes8:
                PushNew(new PickleBytes(_input.Counted(_input.UInt64()).Length));
                break;
            case PickleCode.EmptyTuple:
                PushNew(new PickleTuple([]));
                break;
            case PickleCode.Tuple1:
                PushNew(new PickleTuple(_stack.Take(1)));
                break;
            case PickleCode.Tuple2:
                PushNew(new PickleTuple(_stack.Take(2)));
                break;
            case PickleCode.Tuple3:
                PushNew(new PickleTuple(_stack.Take(3)));
                break;
            case PickleCode.Tuple:
                PushNew(new PickleTuple(_stack.TakeMarked()));
                break;
            case PickleCode.EmptyList or PickleCode.EmptySet:
                PushNew(new PickleList([]));
                break;
            case PickleCode.List or PickleCode.FrozenSet:
                PushNew(new PickleList(_stack.TakeMarked()));
                break;
            case PickleCode.Append:
                AppendTo(_stack.Take(1));
                break;
            case PickleCode.Appends or PickleCode.AddItems:
                AppendTo(_stack.TakeMarked());
                break;
            case PickleCode.EmptyDict:
                PushNew(new PickleDictionary([]));
                break;
            case PickleCode.Dict:
                List<object?> pairs = _stack.TakeMarked();
                PushNew(new PickleDictionary([]));
                SetItems(pairs);
                break;
            case PickleCode.SetItem:
                SetItems(_stack.Take(2));
                break;
            case PickleCode.SetItems:
                SetItems(_stack.TakeMarked());
                break;
            case PickleCode.BinGet:
                _stack.Push(Remembered(_input.Byte()));
                break;
            case PickleCode.LongBinGet:
                _stack.Push(Remembered(_input.UInt32()));
                break;
            case PickleCode.BinPut:
                _memo[_input.Byte()] = _stack.Peek();
                break;
            case PickleCode.LongBinPut:
                _memo[_input.UInt32()] = _stack.Peek();
                break;
            case PickleCode.Memoize:
                _memo[(uint)_memo.Count] = _stack.Peek();
                break;
            default:
                Foreign(code);
                break;
        }
    }

    // What leads out of plain data.
    private void Foreign(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Global:
                PushNew(_world.Find(_input.Line(), _input.Line()));
                break;
            case PickleCode.StackGlobal:
                if (_stack.Take(2) is not [string module, string name])
                {
                    throw Broken("it names a class with something other than two texts");
                }

                PushNew(_world.Find(module, name));
                break;
            case PickleCode.Reduce or PickleCode.NewObj:
                object? arguments = _stack.Pop();
                PushNew(_world.Call(_stack.Pop(), arguments is PickleTuple { Items: var items } ? items : throw Broken("it calls something without arguments")));
                break;
            case PickleCode.Build:
                object? state = _stack.Pop();
                _stack.Push(_world.Build(_stack.Pop(), state));
                break;
            case PickleCode.BinPersId:
                PushNew(_world.Persistent(_stack.Pop()));
                break;
            case PickleCode.Inst:
                // Names what it would call, which says more than the instruction does.
                _world.Find(_input.Line(), _input.Line());
                throw NotKnown(code);
            default:
                throw NotKnown(code);
        }
    }

    private static object Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLongBytes)
        {
            throw Broken($"it has a number of {bytes.Length} bytes");
        }

        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    private readonly object? Remembered(uint index) => _memo.TryGetValue(index, out object? value) ? value : throw Broken("it recalls what it did not remember");

    private void PushNew(object? value)
    {
        if (++_objects > MaxObjects)
        {
            throw Broken($"it makes more than {MaxObjects} objects");
        }

        _stack.Push(value);
    }

    private readonly void AppendTo(List<object?> items)
    {
        if (_stack.Peek() is not PickleList list)
        {
            throw Broken("it appends to what is no list");
        }

        list.Items.AddRange(items);
    }

    private readonly void SetItems(List<object?> pairs)
    {
        if (_stack.Peek() is not PickleDictionary dictionary || pairs.Count % 2 != 0)
        {
            throw Broken("it sets an item of what is no dictionary, or half an item");
        }

        for (int i = 0; i < pairs.Count; i += 2)
        {
            dictionary.Entries.Add(new(pairs[i], pairs[i + 1]));
        }
    }

    private static InvalidDataException NotKnown(PickleCode code) =>
        Broken($"it has the instruction {(Enum.IsDefined(code) ? code.ToString().ToUpperInvariant() : $"0x{(int)code:X2}")}, which no tensor needs");

    /// <summary>The error for a pickle that no program writes.</summary>
    public static InvalidDataException Broken(string how) => new($"its pickle cannot be read: {how}");
}
