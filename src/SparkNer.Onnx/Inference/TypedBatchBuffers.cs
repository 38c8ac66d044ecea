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

    // Never written: a text on its own has token type 0 throughout.
    private T[] _types = [];

    /// <inheritdoc/>
    public override void Reserve(int positions, int labels)
    {
        if (_ids.Length < positions)
        {
            int size = (int)BitOperations.RoundUpToPowerOf2((uint)positions);
            _ids = new T[size];
            _mask = new T[size];
            _types = new T[size];
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
        for (int i = 0; i < ids.Length; i++)
        {
            target[i] = T.CreateTruncating(ids[i]);
        }

        target[ids.Length..].Clear();
        Span<T> mask = _mask.AsSpan(row * length, length);
        mask[..ids.Length].Fill(T.One);
        mask[ids.Length..].Clear();
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
}
