using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Inference;

/// <summary><see cref="BatchBuffers"/> for a model whose inputs are of type <typeparamref name="T"/>: 32 or 64 bit integers.</summary>
internal sealed class TypedBatchBuffers<T> : BatchBuffers
    where T : unmanaged, IBinaryInteger<T>
{
    private T[] _ids = [];
    private T[] _mask = [];

    // Seldom written: a text on its own has token type 0 throughout.
    private T[] _types = [];
    private bool _hasTypes;

    /// <inheritdoc/>
    public override void Reserve(int positions, int labels)
    {
        if (_ids.Length < positions)
        {
            int size = (int)BitOperations.RoundUpToPowerOf2((uint)positions);
            _ids = new T[size];
            _mask = new T[size];
            _types = new T[size];
            _hasTypes = false;
        }

        if (_hasTypes)
        {
            Array.Clear(_types);
            _hasTypes = false;
        }

        if (Scores.Length < (long)positions * labels)
        {
            Scores = new float[checked(_ids.Length * labels)];
        }
    }

    /// <inheritdoc/>
    public override void Put(int row, int length, ReadOnlySpan<int> ids)
    {
        Span<T> target = _ids.AsSpan(row * length, length);
        Copy(ids, target);
        target[ids.Length..].Clear();
        Span<T> mask = _mask.AsSpan(row * length, length);
        mask[..ids.Length].Fill(T.One);
        mask[ids.Length..].Clear();
    }

    /// <inheritdoc/>
    public override void PutTypes(int row, int length, ReadOnlySpan<int> types)
    {
        Copy(types, _types.AsSpan(row * length, length));
        _hasTypes = true;
    }

    /// <inheritdoc/>
    public override OrtValue Input(string name, long[] shape)
    {
        T[] data = name switch
        {
            OnnxSignature.Ids => _ids,
            OnnxSignature.Mask => _mask,
            _ => _types,
        };
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);
    }

    private static void Copy(ReadOnlySpan<int> from, Span<T> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = T.CreateTruncating(from[i]);
        }
    }
}
