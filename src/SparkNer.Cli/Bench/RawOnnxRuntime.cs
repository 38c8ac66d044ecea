using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using SparkNer.Onnx;

namespace SparkNer.Cli.Bench;

/// <summary>
/// ONNX Runtime on its own: given word pieces in batches sorted by length, nothing else. What the full path is measured against.
/// </summary>
internal sealed class RawOnnxRuntime : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _outputs;
    private readonly List<(long[] Ids, long[] Mask, int Rows, int Length)> _batches = [];

    /// <summary>Loads the model and cuts the batches: outside the measured time.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="sequences">The sequences, [CLS] and [SEP] included.</param>
    /// <param name="batchTokens">The most padded positions of a batch.</param>
    public RawOnnxRuntime(ModelFolder folder, IEnumerable<int[]> sequences, int batchTokens)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(folder.OnnxPath!, options);
        _outputs = [.. _session.OutputNames];
        var batch = new List<int[]>();
        foreach (int[] sequence in sequences.OrderByDescending(s => s.Length))
        {
            if (batch.Count > 0 && (batch.Count + 1) * batch[0].Length > batchTokens)
            {
                Add(batch);
                batch.Clear();
            }

            batch.Add(sequence);
        }

        if (batch.Count > 0)
        {
            Add(batch);
        }
    }

    /// <summary>Runs all batches on so many threads.</summary>
    /// <returns>The time that it took.</returns>
    public TimeSpan Run(int threads, CancellationToken cancellationToken)
    {
        int next = -1;
        var watch = Stopwatch.StartNew();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (int i = Interlocked.Increment(ref next); i < _batches.Count && !cancellationToken.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                RunBatch(_batches[i]);
            }
        }))];
        Array.ForEach(workers, w => w.Start());
        Array.ForEach(workers, w => w.Join());
        cancellationToken.ThrowIfCancellationRequested();
        return watch.Elapsed;
    }

    public void Dispose() => _session.Dispose();

    private void Add(List<int[]> batch)
    {
        int length = batch[0].Length;
        var ids = new long[batch.Count * length];
        var mask = new long[ids.Length];
        for (int row = 0; row < batch.Count; row++)
        {
            for (int i = 0; i < batch[row].Length; i++)
            {
                ids[(row * length) + i] = batch[row][i];
                mask[(row * length) + i] = 1;
            }
        }

        _batches.Add((ids, mask, batch.Count, length));
    }

    private void RunBatch((long[] Ids, long[] Mask, int Rows, int Length) batch)
    {
        long[] shape = [batch.Rows, batch.Length];
        var inputs = new Dictionary<string, OrtValue>();
        try
        {
            foreach (string name in _session.InputNames)
            {
                long[] values = name switch
                {
                    "input_ids" => batch.Ids,
                    "attention_mask" => batch.Mask,
                    _ => new long[batch.Ids.Length],
                };
                inputs[name] = OrtValue.CreateTensorValueFromMemory(values, shape);
            }

            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, inputs, _outputs);
        }
        finally
        {
            foreach (OrtValue value in inputs.Values)
            {
                value.Dispose();
            }
        }
    }
}
