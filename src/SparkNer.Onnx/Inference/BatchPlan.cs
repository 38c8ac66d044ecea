using System.Buffers;
using System.Runtime.InteropServices;

namespace SparkNer.Onnx.Inference;

/// <summary>
/// The order in which sequences go through a model: the longest first, cut into batches of so many padded positions, equal sequences one row.
/// </summary>
/// <remarks>Depends on nothing but the sequences, so the same call gives the same batches in every process. For one thread.</remarks>
internal sealed class BatchPlan : IDisposable
{
    private readonly IReadOnlyList<ReadOnlyMemory<int>> _sequences;
    private readonly int _batchTokens;
    private readonly int[] _order;
    private readonly int[] _rows;
    private int _next;

    /// <summary>Plans a call. Every sequence has at least one id.</summary>
    public BatchPlan(IReadOnlyList<ReadOnlyMemory<int>> sequences, int batchTokens)
    {
        _sequences = sequences;
        _batchTokens = batchTokens;
        _order = ArrayPool<int>.Shared.Rent(sequences.Count);
        _rows = ArrayPool<int>.Shared.Rent(sequences.Count);
        ulong[] keys = ArrayPool<ulong>.Shared.Rent(sequences.Count);
        for (int i = 0; i < sequences.Count; i++)
        {
            ReadOnlySpan<int> ids = sequences[i].Span;
            keys[i] = (ulong)(uint)~ids.Length << 32 | Hash(ids);
            _order[i] = i;
        }

        // The hash brings equal sequences of one length together.
        Array.Sort(keys, _order, 0, sequences.Count);
        ArrayPool<ulong>.Shared.Return(keys);
    }

    /// <summary>The sequences of the present batch by their index, equal ones next to each other.</summary>
    public ReadOnlySpan<int> Members => _order.AsSpan(Start, _next - Start);

    /// <summary>The row in the batch of each of <see cref="Members"/>.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(Start, _next - Start);

    /// <summary>The number of rows of the present batch.</summary>
    public int RowCount { get; private set; }

    /// <summary>The length that all rows of the present batch are padded to.</summary>
    public int Length { get; private set; }

    private int Start { get; set; }

    /// <summary>Goes on to the next batch, the first at the first call; false after the last.</summary>
    public bool MoveNext()
    {
        if (_next == _sequences.Count)
        {
            return false;
        }

        Start = _next;
        RowCount = 0;
        Length = _sequences[_order[_next]].Length;
        int capacity = Math.Max(1, _batchTokens / Length);
        ReadOnlySpan<int> latest = default;
        for (; _next < _sequences.Count; _next++)
        {
            ReadOnlySpan<int> ids = _sequences[_order[_next]].Span;
            if (RowCount == 0 || !ids.SequenceEqual(latest))
            {
                if (RowCount == capacity)
                {
                    break;
                }

                RowCount++;
                latest = ids;
            }

            _rows[_next] = RowCount - 1;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_order);
        ArrayPool<int>.Shared.Return(_rows);
    }

    // Not HashCode: its seed changes from process to process, and with it the rounding of the results.
    private static uint Hash(ReadOnlySpan<int> ids)
    {
        ulong hash = 0;
        foreach (ulong pair in MemoryMarshal.Cast<int, ulong>(ids))
        {
            hash = (hash ^ pair) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (uint)(((hash ^ (uint)ids[^1]) * 0x9E3779B97F4A7C15) >> 32);
    }
}
